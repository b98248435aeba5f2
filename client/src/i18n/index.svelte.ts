import type vi from './vi';

/** A sentence with {names} in it, or one per plural form chosen by {n}. */
export type Message = string | { one: string; other: string };
export type Key = keyof typeof vi;
export type Language = 'vi' | 'en';
export type Dictionary = Record<Key, Message>;
export type Params = Record<string, string | number>;
export type Segment = { text: string } | { name: string };

export const languages: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' };
const kept = 'izwork.language';

export type Dictionaries = Record<Language, () => Promise<{ default: Record<string, Message> }>>;

let load: Dictionaries = {
  vi: () => import('./vi'),
  en: () => import('./en'),
};

/** Another page's dictionaries in place of the product's; before the first word is said. */
export function bring(own: Dictionaries): void {
  load = own;
}

let language = $state<Language>('vi');
let words = $state.raw<Record<string, Message>>({});

export function current(): Language {
  return language;
}

/** The language kept from last time; Vietnamese for everyone who never chose. */
export function preferred(): Language {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

export async function speak(next: Language): Promise<void> {
  const { default: dictionary } = await load[next]();
  words = dictionary;
  language = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(kept, next);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}

function pick(key: string, params?: Params): string {
  const message = words[key];
  if (message === undefined) return '';
  if (typeof message === 'string') return message;
  const form = new Intl.PluralRules(language).select(Number(params?.n ?? 0));
  return form === 'one' ? message.one : message.other;
}

function shown(value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}

export function t(key: Key, params?: Params): string {
  const message = pick(key, params);
  if (!params) return message;
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : shown(value);
  });
}

/** The same sentence cut at its {names}, so a screen can put a link or a bold name in each. */
export function cut(key: Key, params?: Params): Segment[] {
  return pick(key, params)
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      return name ? { name } : { text: part };
    });
}
