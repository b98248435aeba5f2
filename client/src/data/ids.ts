const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` characters base62, each equally likely. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // 248 = 4 × 62: what lies above would favour the first letters.
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** 12 characters: 6 of the seconds since epoch, so that ids sort by age, and 6 random ones. */
export function newId(now = Date.now()): string {
  let seconds = Math.floor(now / 1000);
  let head = '';
  for (let i = 0; i < 6; i += 1) {
    head = ALPHABET[seconds % 62] + head;
    seconds = Math.floor(seconds / 62);
  }
  return head + randomText(6);
}

/** The name of one write; the same on every retry. */
export function newOp(): string {
  return randomText(22);
}

/** Every string inside, in Unicode NFC: what was typed as letter + mark is stored as one letter. */
export function nfc<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFC') as T;
  if (Array.isArray(value)) return value.map(nfc) as T;
  if (value === null || typeof value !== 'object' || value instanceof Blob) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nfc(inner)])) as T;
}
