/** What this browser keeps of one account, in IndexedDB. */
import Dexie, { type Table } from 'dexie';
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
export interface Stored { board?: PageRow; texts?: PageRow; entries: Entry[] }

const prefix = 'izwork-';

export class Database extends Dexie {
  declare pages: Table<PageRow, [string, SetName]>;
  declare entries: Table<EntryRow, [string, number]>;
  declare outbox: Table<OutboxRow, number>;
  declare teams: Table<TeamAnswer, string>;
  declare meta: Table<{ key: string; value: unknown }, string>;

  constructor(account: string) {
    super(prefix + account);
    this.version(1).stores({
      pages: '[space+set]',
      entries: '[space+seq]',
      outbox: '++n, &op',
      teams: 'id',
      meta: 'key',
    });
  }

  /** Pages and the entries after them, of one moment. */
  async readSpace(space: string): Promise<Stored> {
    return this.transaction('r', this.pages, this.entries, async () => {
      const [board, texts, entries] = await Promise.all([
        this.pages.get([space, 'board']),
        this.pages.get([space, 'texts']),
        this.entries.where('[space+seq]').between([space, Dexie.minKey], [space, Dexie.maxKey]).toArray(),
      ]);
      return { board, texts, entries };
    });
  }

  async replaceBoard(space: string, seq: number, lines: string[]): Promise<void> {
    await this.transaction('rw', this.pages, this.entries, async () => {
      await this.#clear(space);
      await this.pages.put({ space, set: 'board', seq, lines });
    });
  }

  async addPage(space: string, set: SetName, seq: number, lines: string[]): Promise<void> {
    await this.transaction('rw', this.pages, async () => {
      const old = await this.pages.get([space, set]);
      if (!old || old.seq <= seq) await this.pages.put({ space, set, seq, lines });
    });
  }

  /** Two tabs may write the same entries: they are the same. */
  async addEntries(space: string, entries: readonly Entry[]): Promise<void> {
    await this.entries.bulkPut(entries.map(({ seq, ops }) => ({ space, seq, ops })));
  }

  /** New pages in place of the old ones and the entries they took in. */
  async compact(space: string, sets: { set: SetName; seq: number; records: Records }[]): Promise<void> {
    const pages = sets.map(({ set, seq, records }) => ({ space, set, seq, lines: writePage(space, seq, records) }));
    await this.transaction('rw', this.pages, this.entries, async () => {
      const old = await this.pages.bulkGet(pages.map(({ set }) => [space, set] as [string, SetName]));
      if (pages.some((page, i) => (old[i]?.seq ?? 0) > page.seq)) return;
      await this.pages.bulkPut(pages);
      const upTo = Math.min(...pages.map(({ seq }) => seq));
      await this.entries.where('[space+seq]').between([space, Dexie.minKey], [space, upTo], true, true).delete();
    });
  }

  /** A project (or all of a team) that is no longer mine to see leaves this browser. */
  async forget(space: string): Promise<void> {
    await this.transaction('rw', this.pages, this.entries, this.teams, async () => {
      await this.#clear(space);
      await this.teams.delete(space);
    });
  }

  /** Everything of a space and of those inside it: "<team>" and "<team>/<project>". */
  async #clear(space: string): Promise<void> {
    const [from, to] = [[space, Dexie.minKey], [`${space}/\uffff`, Dexie.maxKey]];
    await this.pages.where('[space+set]').between(from, to).delete();
    await this.entries.where('[space+seq]').between(from, to).delete();
  }

  async readTeams(): Promise<TeamSummary[] | undefined> {
    return (await this.meta.get('teams'))?.value as TeamSummary[] | undefined;
  }
}
