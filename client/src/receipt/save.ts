import type { SignedReceipt } from '../data';
import { asJson, download } from '../ui/download';

/** Lets the browser save a receipt as a file. */
export function save(signed: SignedReceipt): void {
  const { kind, action, number } = signed.receipt;
  download(asJson(signed), `izwork-${kind}-${action}-${number}.json`);
}
