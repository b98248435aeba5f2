/** How hard a password is to guess, roughly and honestly: what people do to make it longer counts for little. */

export type Weakness = 'short' | 'own' | 'common' | 'repeats' | 'sequence';
/** 0 weak … 3 strong. */
export interface Strength { score: 0 | 1 | 2 | 3; weak: Weakness[] }

const SHORTEST = 12;
const WORDS =
  /mat ?khau|(?:19|20)\d\d|anhyeu|yeuanh|emyeu|yeuem|vietnam|hanoi|saigon|nguyen|izwork|password|passw|qwerty|letmein|welcome|admin|iloveyou|abc123|asdf|zxcv|1q2w3e|sinhvien|hocsinh|giadinh/g;
const RUNS = '01234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm 09876543210 zyxwvutsrqponmlkjihgfedcba';

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** Each stretch of at least three neighbours of the keyboard or the alphabet becomes its first letter. */
function withoutRuns(text: string): string {
  let kept = '';
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && RUNS.includes(text.slice(at, end + 1))) end += 1;
    kept += text[at];
    at = end - at >= 3 ? end : at + 1;
  }
  return kept;
}

export function strengthOf(password: string, email: string): Strength {
  const weak: Weakness[] = [];
  if ([...password.normalize('NFKC')].length < SHORTEST) weak.push('short');
  let rest = plain(password);
  const cut = (name: Weakness, next: string) => {
    if (next.length < rest.length - 1) weak.push(name);
    rest = next;
  };
  const own = [plain(email), ...plain(email).split('@')].filter((part) => part.length >= 4);
  cut('own', own.reduce((text, part) => text.replaceAll(part, ''), rest));
  cut('common', rest.replace(WORDS, '*'));
  cut('sequence', withoutRuns(rest));
  cut('repeats', rest.replace(/(..+?)\1+|(.)\2\2+/g, '$1$2'));
  const kinds = [/[a-z]/, /\d/, /[^a-z\d]/].filter((kind) => kind.test(rest)).length;
  // A letter within words is worth two to three bits, more only when kinds of characters mix.
  const bits = rest.length * (kinds === 1 ? 2.7 : kinds === 2 ? 3.3 : 3.8);
  const score = weak.includes('short') || bits < 28 ? 0 : bits < 42 ? 1 : bits < 60 ? 2 : 3;
  return { score, weak };
}
