import type { SignedReceipt } from '../data';

/** Lets the browser save a receipt as a file. */
export function save(signed: SignedReceipt): void {
  const { kind, action, number } = signed.receipt;
  const url = URL.createObjectURL(new Blob([JSON.stringify(signed, null, 2) + '\n'], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `izwork-${kind}-${action}-${number}.json` });
  link.setAttribute('data-leave', '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
