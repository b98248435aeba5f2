/** Finds tasks of one project by the words in them. Folded texts are kept; only what changed is folded again. */
import { fold, plain, words } from './fold';

const RANKS = 16;

export type Where = 'title' | 'description' | 'comment';
export interface Found { task: string; where: Where; exact: boolean; rank: number }

export interface Source {
  /** undefined: the task is gone. */
  title(task: string): string | undefined;
  /** The description first, then the comments. */
  texts(task: string): string[];
}

interface Text { folded: string; plain: string }
interface Entry { title: Text; texts: Text[] }

export class SearchIndex {
  #entries = new Map<string, Entry>();
  #changed = new Set<string>();

  constructor(private readonly source: Source) {}

  touch(task: string): void {
    this.#changed.add(task);
  }

  /** Folds at most `most` of what changed; answers whether anything is left. */
  prepare(most = Infinity): boolean {
    for (const task of this.#changed) {
      if (most <= 0) return true;
      most -= 1;
      this.#changed.delete(task);
      const title = this.source.title(task);
      if (title === undefined) this.#entries.delete(task);
      else this.#entries.set(task, { title: both(title), texts: this.source.texts(task).map(both) });
    }
    return false;
  }

  /** Every word must be in the title, or every word in one of the texts. Best first. */
  find(query: string): Found[] {
    this.prepare();
    const asked = words(query);
    if (asked.length === 0) return [];
    const [folded, exact] = [asked.map(fold), asked.map(plain)];
    const begins = folded.map((word) => ` ${word}`);
    const byRank: Found[][] = Array.from({ length: RANKS }, () => []);
    for (const [task, { title, texts }] of this.#entries) {
      const inTitle = has(title.folded, folded);
      const place = inTitle ? -1 : texts.findIndex((text) => has(text.folded, folded));
      const text = inTitle ? title : texts[place];
      if (!text) continue;
      const found = rank(task, place, has(text.plain, exact), inTitle && has(` ${title.folded}`, begins));
      byRank[found.rank]!.push(found);
    }
    return byRank.flat();
  }
}

/** 0 is best: with its accents before without, title before texts, at the start of a word before inside one. */
function rank(task: string, place: number, exact: boolean, begins: boolean): Found {
  const where: Where = place === -1 ? 'title' : place === 0 ? 'description' : 'comment';
  return { task, where, exact, rank: (exact ? 0 : 8) + (where === 'title' ? 0 : 4) + (begins ? 0 : 2) + (where === 'comment' ? 1 : 0) };
}

function both(text: string): Text {
  return { folded: fold(text), plain: plain(text) };
}

function has(text: string, wanted: readonly string[]): boolean {
  for (const word of wanted) if (!text.includes(word)) return false;
  return true;
}
