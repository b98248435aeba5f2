/** One project as the server has confirmed it: pages, then entries in order. Knows nothing of what is still on its way. */
import { Problem, type Http } from '../api/http';
import type { EntriesAnswer, Entry } from '../api/types';
import { PageReader, readPage } from './columns';
import type { Database } from './db';
import { Records, setOf, type SetName } from './records';
import type { Change } from './types';

const FAR_BEHIND = 2_000; // entries; more is slower to catch up with than to load anew
const COMPACT_AT = 300; // entries kept beside the pages here

interface Held { records: Records; seq: number }
export type Touched = readonly Pick<Change, 'kind' | 'id'>[];

export class Replica {
  /** -1 until the board is here. */
  seq = -1;
  board: Held | undefined;
  texts: Held | undefined;
  /** Entries after the board's page, which stands at `#tailFrom`. */
  #tail: Entry[] = [];
  #tailFrom = -1;
  #storedTexts: string[] | undefined;
  #loadingTexts: Promise<void> | undefined;
  #path: string;

  constructor(
    readonly space: string,
    private readonly http: Http,
    private readonly db: Database,
    private readonly on: { touched(touched: Touched): void; all(set: SetName): void; entries(entries: readonly Entry[]): void },
  ) {
    const [team, project] = space.split('/');
    this.#path = `/teams/${team}/projects/${project}`;
  }

  get(kind: string, id: string) {
    return this[setOf(kind)]?.records.get(kind, id);
  }

  of(kind: string) {
    return this[setOf(kind)]?.records.of(kind) ?? new Map<string, never>();
  }

  /** From this browser. Answers whether a board was here. */
  async openStored(): Promise<boolean> {
    const { board, texts, entries } = await this.db.readSpace(this.space);
    if (!board) return false;
    this.#holdBoard(readPage(board.lines, 'board'));
    this.#follow(entries);
    this.#storedTexts = texts?.lines;
    this.on.all('board');
    return true;
  }

  /** From the server's pages: the first time, or when too much was missed. */
  async load(): Promise<void> {
    const lines = await this.http.lines(`${this.#path}/board`);
    this.texts = this.#storedTexts = undefined;
    this.#holdBoard(readPage(lines, 'board'));
    this.on.all('board');
    await this.db.replaceBoard(this.space, this.seq, lines).catch(() => {});
  }

  /** From this browser where it has them, else from the server. Does nothing when they are here already. */
  loadTexts(): Promise<void> {
    return (this.#loadingTexts ??= this.#loadTexts().finally(() => (this.#loadingTexts = undefined)));
  }

  async #loadTexts(): Promise<void> {
    const stored = this.#storedTexts;
    this.#storedTexts = undefined;
    if (stored && !this.texts) await this.#holdTexts(stored);
    if (this.texts || this.seq < 0) return;
    const lines = await this.http.lines(`${this.#path}/texts`);
    const seq = await this.#holdTexts(lines);
    await this.db.addPage(this.space, 'texts', seq, lines).catch(() => {});
  }

  /** A project made here and not yet known to the server. */
  beginEmpty(): void {
    this.seq = this.#tailFrom = 0;
    this.board = { records: new Records(), seq: 0 };
    this.texts = { records: new Records(), seq: 0 };
    this.on.all('board');
    this.on.all('texts');
  }

  /** What came since; from the pages when that is shorter. */
  async catchUp(): Promise<void> {
    for (;;) {
      const answer = await this.#entriesAfter(this.seq);
      if (!answer || answer.seq < this.seq || answer.seq - this.seq > FAR_BEHIND) {
        return this.load();
      }
      if (!this.apply(answer.entries)) return this.load();
      if (this.seq >= answer.seq || answer.entries.length === 0) return;
    }
  }

  /**
   * Takes in what follows directly on what is here; answers false when something in between is missing, or when the
   * log was repaired: then what is here may hold what was set aside.
   */
  apply(entries: readonly Entry[]): boolean {
    if (this.seq < 0 || entries.some(({ seq, back }) => seq > this.seq && back !== undefined)) return false;
    const fresh = this.#follow(entries);
    if (fresh.length > 0) {
      this.on.touched(fresh.flatMap(({ ops }) => ops.flatMap(({ changes }) => changes)));
      this.on.entries(fresh);
      void this.#keep(fresh);
    }
    const last = entries.at(-1);
    return !last || last.seq <= this.seq;
  }

  async #entriesAfter(seq: number): Promise<EntriesAnswer | undefined> {
    try {
      return await this.http.get<EntriesAnswer>(`${this.#path}/entries?after=${seq}`);
    } catch (error) {
      if (error instanceof Problem && error.status === 410) return undefined;
      throw error;
    }
  }

  #follow(entries: readonly Entry[]): Entry[] {
    const fresh: Entry[] = [];
    for (const entry of entries) {
      if (entry.seq !== this.seq + 1) continue;
      this.#tail.push(entry);
      this.seq = entry.seq;
      for (const set of ['board', 'texts'] as const) this.#take(set, entry);
      fresh.push(entry);
    }
    return fresh;
  }

  #take(set: SetName, entry: Entry): void {
    const held = this[set];
    if (!held || entry.seq <= held.seq) return;
    held.records.applyEntry(entry, set);
    held.seq = entry.seq;
  }

  #holdBoard(page: PageReader): void {
    this.board = { records: page.records, seq: page.seq };
    this.seq = this.#tailFrom = page.seq;
    this.#tail = [];
  }

  /**
   * In slices: the texts of thousands of tasks must not freeze the board that is already on the screen.
   * Texts older than the first entry here are left: what is between would be missing.
   */
  async #holdTexts(lines: readonly string[]): Promise<number> {
    const reader = new PageReader('texts');
    for (const line of lines) {
      reader.line(line);
      await new Promise((go) => setTimeout(go, 0));
    }
    const { records, seq } = reader;
    if (seq < this.#tailFrom) return seq;
    this.texts = { records, seq };
    for (const entry of this.#tail) this.#take('texts', entry);
    this.on.all('texts');
    return seq;
  }

  async #keep(entries: readonly Entry[]): Promise<void> {
    try {
      await this.db.addEntries(this.space, entries);
      if (this.#tail.length < COMPACT_AT || !this.board || !this.texts) return;
      this.#tail = [];
      this.#tailFrom = this.seq;
      await this.db.compact(this.space, [
        { set: 'board', ...this.board },
        { set: 'texts', ...this.texts },
      ]);
    } catch {
      // No room, or the account was just signed out: the server has it all, only the next start is slower.
    }
  }
}
