import type { SignedReceipt } from '../data';

/** Lets the browser save a receipt as a file. */
export function save(signed: SignedReceipt): void {
  const { kind, action, number } = signed.receipt;
  saveJson(signed, `izwork-${kind}-${action}-${number}.json`);
}

/** Lets the browser save anything as a JSON file of this name. */
export function saveJson(content: unknown, name: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2) + '\n'], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.setAttribute('data-leave', '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
