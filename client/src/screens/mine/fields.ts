import { fullTime } from '../../i18n/dates';
import { t, type Key } from '../../i18n/index.svelte';

/** What a name of a row is called on the screen; the name itself when it is new. */
export function label(name: string): string {
  return t(`mine.field.${name}` as Key) || name;
}

/** A value as people read it: times (`…_at`, `…_until`) as such, words of ours in their language, ids as they are. */
export function value(name: string, held: unknown): string {
  if (typeof held === 'number' && /(^|_)(at|until)$/.test(name)) return fullTime(held);
  if (typeof held === 'boolean') return t(held ? 'mine.yes' : 'mine.no');
  const text = String(held);
  return t(`mine.value.${text}` as Key) || text;
}

/** The names and values of a row that fit on a line; a receipt is in the file alone. */
export function shown(item: Record<string, unknown>): [string, unknown][] {
  return Object.entries(item).filter(([, held]) => typeof held !== 'object' && held !== '');
}
