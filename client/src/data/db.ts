/** What this browser keeps of one account, in IndexedDB. */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Entry, TeamAnswer } from '../api/types';
import { writePage } from './columns';
import type { Records, SetName } from './records';
import type { Change, TeamSummary } from './types';

/** A change as it will be, shown before the server has accepted it. */
export type Effect = Change & { space: string };

export interface OutboxRow {
  /** Order in which the writes are sent. */
  n?: number;
  op: string;
  verb: string;
  team: string;
  /** Set: `path` is relative to the project, and goes in its batch. */
  project?: string;
  /** The seq this browser knew when the write was made: what makes a retry recognisable. */
  after?: number;
  method: string;
  path: string;
  body?: Record<string, unknown>;
  effects: Effect[];
  at: number;
  /** The text that a new description was written over: if only that is in the way, nobody else's words are. */
  knew?: string;
  refused?: { status: number; body: Record<string, unknown> };
}

interface PageRow { space: string; set: SetName; seq: number; lines: string[] }
interface EntryRow extends Entry { space: string }
export interface Stored { board: PageRow | undefined; texts: PageRow | undefined; entries: Entry[] }

interface Schema extends DBSchema {
  pages: { key: [string, SetName]; value: PageRow };
  entries: { key: [string, number]; value: EntryRow };
  outbox: { key: number; value: OutboxRow; indexes: { op: string } };
  teams: { key: string; value: TeamAnswer };
  meta: { key: string; value: { key: string; value: unknown } };
}

const PREFIX = 'izwork-';

export class Database {
  readonly #name: string;
  readonly #db: Promise<IDBPDatabase<Schema>>;

  constructor(account: string) {
    this.#name = PREFIX + account;
    this.#db = openDB<Schema>(this.#name, 1, {
      upgrade(db) {
        db.createObjectStore('pages', { keyPath: ['space', 'set'] });
        db.createObjectStore('entries', { keyPath: ['space', 'seq'] });
        db.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true }).createIndex('op', 'op', { unique: true });
        db.createObjectStore('teams', { keyPath: 'id' });
        db.createObjectStore('meta', { keyPath: 'key' });
      },
      // Another tab signs out, or brings a newer version: nothing here may hold it up.
      blocking: () => this.close(),
    });
    this.#db.catch(() => {}); // whoever asks hears of it
  }

  close(): void {
    void this.#db.then((db) => db.close()).catch(() => {});
  }

  async delete(): Promise<void> {
    this.close();
    await deleteDB(this.#name);
  }

  /** Pages and the entries after them, of one moment. */
  async readSpace(space: string): Promise<Stored> {
    const tx = (await this.#db).transaction(['pages', 'entries']);
    const [board, texts, entries] = await Promise.all([
      tx.objectStore('pages').get([space, 'board']),
      tx.objectStore('pages').get([space, 'texts']),
      tx.objectStore('entries').getAll(IDBKeyRange.bound([space], [space, []])),
    ]);
    return { board, texts, entries };
  }

  async replaceBoard(space: string, seq: number, lines: string[]): Promise<void> {
    const tx = (await this.#db).transaction(['pages', 'entries'], 'readwrite');
    for (const name of ['pages', 'entries'] as const) void tx.objectStore(name).delete(inside(space));
    void tx.objectStore('pages').put({ space, set: 'board', seq, lines });
    await tx.done;
  }

  async addPage(space: string, set: SetName, seq: number, lines: string[]): Promise<void> {
    const tx = (await this.#db).transaction('pages', 'readwrite');
    const old = await tx.store.get([space, set]);
    if (!old || old.seq <= seq) void tx.store.put({ space, set, seq, lines });
    await tx.done;
  }

  /** Two tabs may write the same entries: they are the same. */
  async addEntries(space: string, entries: readonly Entry[]): Promise<void> {
    const tx = (await this.#db).transaction('entries', 'readwrite');
    for (const { seq, ops } of entries) void tx.store.put({ space, seq, ops });
    await tx.done;
  }

  /** New pages in place of the old ones and the entries they took in. */
  async compact(space: string, sets: { set: SetName; seq: number; records: Records }[]): Promise<void> {
    const pages = sets.map(({ set, seq, records }) => ({ space, set, seq, lines: writePage(space, seq, records) }));
    const tx = (await this.#db).transaction(['pages', 'entries'], 'readwrite');
    const stored = tx.objectStore('pages');
    const old = await Promise.all(pages.map(({ set }) => stored.get([space, set])));
    if (!pages.some((page, i) => (old[i]?.seq ?? 0) > page.seq)) {
      for (const page of pages) void stored.put(page);
      const upTo = Math.min(...pages.map(({ seq }) => seq));
      void tx.objectStore('entries').delete(IDBKeyRange.bound([space], [space, upTo]));
    }
    await tx.done;
  }

  /** A project (or all of a team) that is no longer mine to see leaves this browser. */
  async forget(space: string): Promise<void> {
    const tx = (await this.#db).transaction(['pages', 'entries', 'teams'], 'readwrite');
    for (const name of ['pages', 'entries'] as const) void tx.objectStore(name).delete(inside(space));
    void tx.objectStore('teams').delete(space);
    await tx.done;
  }

  async readTeam(id: string): Promise<TeamAnswer | undefined> {
    return (await this.#db).get('teams', id);
  }

  async keepTeam(team: TeamAnswer): Promise<void> {
    await (await this.#db).put('teams', team);
  }

  async readTeams(): Promise<TeamSummary[] | undefined> {
    return (await (await this.#db).get('meta', 'teams'))?.value as TeamSummary[] | undefined;
  }

  async keepTeams(value: readonly TeamSummary[]): Promise<void> {
    await (await this.#db).put('meta', { key: 'teams', value });
  }

  /** Everything of the outbox, oldest first. */
  async writes(): Promise<OutboxRow[]> {
    return (await this.#db).getAll('outbox');
  }

  /** Its place in the order, once it is safely stored. */
  async addWrite(row: OutboxRow): Promise<number> {
    return (await this.#db).add('outbox', row);
  }

  async putWrite(row: OutboxRow): Promise<void> {
    await (await this.#db).put('outbox', row);
  }

  async removeWrite(op: string): Promise<void> {
    const tx = (await this.#db).transaction('outbox', 'readwrite');
    const key = await tx.store.index('op').getKey(op);
    if (key !== undefined) void tx.store.delete(key);
    await tx.done;
  }
}

/** A space and those inside it: "<team>" and "<team>/<project>". An array sorts after every string and number. */
function inside(space: string): IDBKeyRange {
  return IDBKeyRange.bound([space], [`${space}/\uffff`, []]);
}
