/** Writes on their way: kept in IndexedDB until the server has answered each of them. */
import type { Entry } from '../api/types';
import type { Database, OutboxRow } from './db';
import { Effects } from './effects';
import { newOp } from './ids';
import type { Outbox as Shown, RefusedWrite } from './types';

export type OutboxNews =
  | { type: 'added'; row: OutboxRow }
  | { type: 'gone'; op: string; seq?: number }
  | { type: 'refused'; row: OutboxRow };

export class Outbox implements Shown {
  readonly effects = new Effects();
  state = $state<Shown['state']>('idle');
  #waiting = $state.raw<OutboxRow[]>([]);
  #refused = $state.raw<OutboxRow[]>([]);
  #db: Database | undefined;
  /** Ops answered already: another tab's word that they were added may come later than the answer. */
  #done = new Set<string>();

  constructor(
    private readonly now: () => number,
    private readonly on: { added(): void; news(news: OutboxNews): void },
  ) {}

  get items() {
    return this.#waiting.map(({ op, verb, team, project, at }) => ({ op, verb, team, project, at }));
  }

  get refused(): RefusedWrite[] {
    return this.#refused.map(shown);
  }

  get count(): number {
    return this.#waiting.length;
  }

  /** What an earlier visit left, shown again over what is confirmed. */
  async attach(db: Database): Promise<void> {
    this.#db = db;
    const rows = await db.writes();
    for (const row of rows) this.#insert(row);
  }

  detach(): void {
    this.#db = undefined;
    this.#waiting = [];
    this.#refused = [];
    this.state = 'idle';
    this.effects.unwatchAll();
  }

  /** Shown at once, stored next, sent as soon as may be. */
  add(write: Omit<OutboxRow, 'n' | 'op' | 'at'>): void {
    const row: OutboxRow = { ...write, op: newOp(), at: this.now() };
    this.#insert(row);
    void this.#store(row);
  }

  async #store(row: OutboxRow): Promise<void> {
    try {
      if (!this.#db) throw new Error('nobody is signed in');
      row.n = await this.#db.addWrite(row);
      this.on.news({ type: 'added', row });
      this.on.added();
    } catch {
      // This browser cannot keep it (no room): show it as refused, so that it can be copied.
      this.#refuse({ ...row, refused: { status: 0, body: { code: 'not_stored' } } });
    }
  }

  /** The oldest writes, in order. */
  async next(limit: number): Promise<OutboxRow[]> {
    const rows = (await this.#db?.writes()) ?? [];
    return rows.filter((row) => !row.refused).slice(0, limit);
  }

  async accepted(op: string, seq: number): Promise<void> {
    this.#gone(op, seq);
    this.on.news({ type: 'gone', op, seq });
    await this.#db?.removeWrite(op);
  }

  async refuse(row: OutboxRow, status: number, body: Record<string, unknown>): Promise<void> {
    const refused: OutboxRow = { ...row, refused: { status, body } };
    if (body.code === 'stale' && row.knew !== undefined && body.theirs === row.knew) return this.#again(refused);
    this.#refuse(refused);
    this.on.news({ type: 'refused', row: refused });
    await this.#db?.putWrite(refused);
  }

  async retry(op: string): Promise<void> {
    const old = this.#refused.find((row) => row.op === op);
    if (old) await this.#again(old);
  }

  /** As a new write, on what is there now. */
  async #again(old: OutboxRow): Promise<void> {
    const { n: _n, refused, ...write } = old;
    const theirs = refused?.body.seq;
    const body = refused?.body.code === 'stale' && typeof theirs === 'number' ? { ...write.body, base: theirs } : write.body;
    this.add({ ...write, body, after: this.effects.seqOf(home(write)) ?? write.after });
    await this.discard(old.op);
  }

  async discard(op: string): Promise<void> {
    this.#gone(op);
    this.on.news({ type: 'gone', op });
    await this.#db?.removeWrite(op);
  }

  sendNow(): void {
    this.on.added();
  }

  /** Entries that came by asking: among them may be a write whose own answer was lost. */
  seen(entries: readonly Entry[]): void {
    for (const { seq, ops } of entries) {
      for (const { op } of ops) if (this.has(op)) void this.accepted(op, seq);
    }
  }

  has(op: string): boolean {
    return this.#waiting.some((row) => row.op === op);
  }

  /** From another tab. */
  hear(news: OutboxNews): void {
    if (news.type === 'added') this.#insert(news.row);
    else if (news.type === 'refused') this.#refuse(news.row);
    else this.#gone(news.op, news.seq);
  }

  #insert(row: OutboxRow): void {
    if (row.refused) {
      this.#refused = [...this.#refused, row];
      return;
    }
    if (this.has(row.op) || this.#done.has(row.op)) return;
    this.#waiting = [...this.#waiting, row];
    this.effects.add(row);
  }

  #refuse(row: OutboxRow): void {
    this.#done.add(row.op);
    this.#waiting = this.#waiting.filter(({ op }) => op !== row.op);
    this.#refused = [...this.#refused.filter(({ op }) => op !== row.op), row];
    this.effects.drop(row);
  }

  #gone(op: string, seq?: number): void {
    this.#done.add(op);
    const row = this.#waiting.find((one) => one.op === op);
    this.#waiting = this.#waiting.filter((one) => one !== row);
    this.#refused = this.#refused.filter((one) => one.op !== op);
    if (row && seq !== undefined) this.effects.accept(row, home(row), seq);
    else if (row) this.effects.drop(row);
  }
}

/** The space whose log takes the write. */
export function home(row: Pick<OutboxRow, 'team' | 'project'>): string {
  return row.project === undefined ? row.team : `${row.team}/${row.project}`;
}

function shown(row: OutboxRow): RefusedWrite {
  const { status, body } = row.refused ?? { status: 0, body: {} };
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : undefined);
  return {
    op: row.op,
    verb: row.verb,
    team: row.team,
    project: row.project,
    path: row.path,
    body: row.body,
    at: row.at,
    status,
    code: text('code') ?? 'refused',
    sentence: text('detail') ?? '',
    mine: text('mine'),
    theirs: text('theirs'),
  };
}
