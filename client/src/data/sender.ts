/** Sends the outbox in order, one sender among all tabs, each write exactly once as the server sees it. */
import { Problem, type Http } from '../api/http';
import type { BatchAnswer, Entry } from '../api/types';
import type { OutboxRow } from './db';
import { home, type Outbox } from './outbox.svelte';
import { backoff } from './poller';
import type { Ports } from './ports';

const AT_MOST = 100; // writes in a batch, the server's limit
const BYTES = 180_000; // of a batch's bodies; the server takes 256 KiB

export class Sender {
  #lock = '';
  #running = false;
  #again = false;
  #failures = 0;
  #limit = AT_MOST;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly http: Http,
    private readonly outbox: Outbox,
    private readonly locks: Ports['locks'],
    private readonly on: {
      /** Entries that came back with the answers. */
      entries(space: string, entries: readonly Entry[]): void;
      /** A write of a team, not of a project's board, was accepted or refused. */
      teamChanged(row: OutboxRow): void;
      /** The server takes no writes before the person has answered about the terms. */
      termsAsked(): void;
    },
  ) {}

  attach(account: string): void {
    this.#lock = `izwork-outbox-${account}`;
    this.kick();
  }

  detach(): void {
    this.#lock = '';
    clearTimeout(this.#timer);
  }

  /** Something may be waiting, and now may be a good time. */
  kick(): void {
    this.#again = true;
    if (!this.#running && this.#lock) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      while (this.#again && this.#lock) {
        this.#again = false;
        const lock = this.#lock;
        if (this.locks) await this.locks.request(lock, () => this.#sendAll());
        else await this.#sendAll();
      }
      this.outbox.state = 'idle';
    } catch (error) {
      this.#later(error);
    }
    this.#running = false;
  }

  /** The lock is free while waiting: another tab may have better luck, and a sign of life tries at once. */
  #later(error: unknown): void {
    this.#again = false;
    this.outbox.state = error instanceof Problem && error.code === 'read_only' ? 'paused' : 'offline';
    if (error instanceof Problem && error.code === 'terms_unaccepted') this.on.termsAsked();
    if (error instanceof Problem && waitsForThePerson(error)) return;
    this.#failures += 1;
    const retryAfter = error instanceof Problem ? error.retryAfter : undefined;
    this.#timer = setTimeout(() => this.kick(), backoff(this.#failures, retryAfter));
  }

  async #sendAll(): Promise<void> {
    while (this.#lock) {
      const rows = run(await this.outbox.next(this.#limit));
      const first = rows[0];
      if (!first) return;
      // Paused stays on the screen while it is tried: what people read must not come and go.
      if (this.outbox.state !== 'paused') this.outbox.state = 'sending';
      if (first.project === undefined) await this.#sendOne(first);
      else await this.#sendBatch(first, rows);
      this.#failures = 0;
      this.outbox.state = 'sending';
    }
  }

  async #sendOne(row: OutboxRow): Promise<void> {
    try {
      const { seq } = await this.http.send<{ seq: number }>(row.method, row.path, row);
      await this.outbox.accepted(row.op, seq);
    } catch (error) {
      await this.#refusedOrThrow(error, [row]);
    }
    this.on.teamChanged(row);
  }

  async #sendBatch(first: OutboxRow, rows: readonly OutboxRow[]): Promise<void> {
    const path = `/teams/${first.team}/projects/${first.project}/entries`;
    const ops = rows.map(({ op, method, path, body }) => ({ op, method, path, body }));
    const after = Math.min(...rows.map((row) => row.after ?? 0));
    let answer: BatchAnswer;
    try {
      answer = await this.http.send<BatchAnswer>('POST', path, { op: first.op, body: { after, ops } });
    } catch (error) {
      return this.#refusedOrThrow(error, rows);
    }
    this.#limit = AT_MOST;
    this.on.entries(home(first), answer.entries);
    await this.#sort(rows, answer);
  }

  async #sort(rows: readonly OutboxRow[], { results }: BatchAnswer): Promise<void> {
    const byOp = new Map(results.map((result) => [result.op, result]));
    let waits: Problem | undefined;
    for (const row of rows) {
      const result = byOp.get(row.op);
      const status = result?.status ?? 503;
      if (status < 400) await this.outbox.accepted(row.op, result?.seq ?? 0);
      else if (passes(status)) waits ??= new Problem(status, 'busy', '');
      else await this.outbox.refuse(row, status, result?.problem ?? {});
    }
    if (waits) throw waits;
  }

  /** A whole request refused. Where one bad write may be the cause, fewer are sent until it stands alone. */
  async #refusedOrThrow(error: unknown, rows: readonly OutboxRow[]): Promise<void> {
    if (!(error instanceof Problem) || error.passing || waitsForThePerson(error)) throw error;
    const mayBeOne = [400, 413, 422].includes(error.status);
    if (rows.length > 1 && mayBeOne) {
      this.#limit = Math.ceil(rows.length / 2);
      return;
    }
    for (const row of rows) await this.outbox.refuse(row, error.status, { ...error.body });
    this.#limit = AT_MOST;
  }
}

/** The first writes that may go together: of one project's board, not too big; or a single other one. */
function run(rows: readonly OutboxRow[]): OutboxRow[] {
  const first = rows[0];
  if (!first || first.project === undefined) return rows.slice(0, 1);
  const together: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += new TextEncoder().encode(JSON.stringify(row.body ?? '') + row.path).length;
    if (row.project !== first.project || row.team !== first.team || (together.length > 0 && bytes > BYTES)) break;
    together.push(row);
  }
  return together;
}

/** Nothing is wrong with what is sent: it goes on after signing in, or after answering about the terms. */
function waitsForThePerson(problem: Problem): boolean {
  return problem.status === 401 || problem.code === 'terms_unaccepted';
}

function passes(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
