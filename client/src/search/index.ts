/** Finds tasks of one project by the words in them. Folded texts are kept; only what changed is folded again. */
import { fold, plain, words } from './fold';

export type Where = 'title' | 'description' | 'comment';
export interface Found { task: string; where: Where; exact: boolean; rank: number }

export interface Source {
  /** undefined: the task is gone. */
  title(task: string): string | undefined;
  /** The description first, then the comments. */
  texts(task: string): string[];
}

interface Folded { title: string; texts: string[] }

export class SearchIndex {
  #folded = new Map<string, Folded>();
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
      if (title === undefined) this.#folded.delete(task);
      else this.#folded.set(task, { title: fold(title), texts: this.source.texts(task).map(fold) });
    }
    return false;
  }

  /** Every word must be in the title, or every word in one of the texts. Best first. */
  find(query: string): Found[] {
    this.prepare();
    const asked = words(query);
    if (asked.length === 0) return [];
    const [folded, exact] = [asked.map(fold), asked.map(plain)];
    const found: Found[] = [];
    for (const [task, { title, texts }] of this.#folded) {
      const place = has(title, folded) ? -1 : texts.findIndex((text) => has(text, folded));
      if (place === -1 && !has(title, folded)) continue;
      found.push(this.#rank(task, place, title, folded, exact));
    }
    return found.sort((a, b) => a.rank - b.rank);
  }

  /** 0 is best: with its accents before without, title before texts, at the start of a word before inside one. */
  #rank(task: string, place: number, title: string, folded: readonly string[], exact: readonly string[]): Found {
    const where: Where = place === -1 ? 'title' : place === 0 ? 'description' : 'comment';
    const text = place === -1 ? this.source.title(task) : this.source.texts(task)[place];
    const isExact = has(plain(text ?? ''), exact);
    const begins = where === 'title' && folded.every((word) => title.startsWith(word) || title.includes(` ${word}`));
    const rank = (isExact ? 0 : 8) + (where === 'title' ? 0 : 4) + (begins ? 0 : 2) + (where === 'comment' ? 1 : 0);
    return { task, where, exact: isExact, rank };
  }
}

function has(text: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => text.includes(word));
}
