import { tidyCode } from '../sign-in/code';

/** How long a code is: six digits by text message, eight letters and digits by mail. */
export const LENGTH = { phone: 6, email: 8 } as const;

/** A code as it was typed or pasted, perhaps with the whole message around it. */
export function codeIn(kind: keyof typeof LENGTH, text: string): string {
  const found = kind === 'phone' ? /(?<!\d)\d{6}(?!\d)/.exec(text) : undefined;
  return found ? found[0] : tidyCode(text).slice(0, LENGTH[kind]);
}
