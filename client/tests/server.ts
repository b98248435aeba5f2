/** The HTTP door in memory, for these tests only: log, exactly-once, positions and refusals as the contract says. */
import type { BatchOp, Entry, Op } from '../src/api/types';
import { writePage } from '../src/data/columns';
import { byPosition, positionUnder } from '../src/data/order';
import { Records, type SetName } from '../src/data/records';
import type { Fields } from '../src/data/reducer';
import type { Change } from '../src/data/types';

interface Problem { status: number; code: string; [more: string]: unknown }
interface Space { entries: Entry[]; records: Records }
type Body = Record<string, unknown> & { id?: string; list?: string; below?: string | null; text?: string; base?: number };

export const TEAM = 'TTTTTTTTTTTTTTTTTTTTTT';
export const PROJECT = 'PPPPPPPPPPPP';
export const ME = 'MMMMMMMMMMMM';

export class Server {
  signedIn = true;
  /** No answer, and nothing done. */
  down = false;
  /** Done, but so many answers are lost on the way. */
  loseReplies = 0;
  /** Answers given instead of doing anything, in turn. */
  failures: { status: number; code?: string; retryAfter?: number }[] = [];
  /** Every request: "METHOD path". */
  asked: string[] = [];
  /** Refusals by the text that the path or body of a write holds. */
  refusals = new Map<string, Problem>();
  spaces = new Map<string, Space>();
  clock = 1_000_000;
  #team: { name: string; projects: Fields[] } = { name: 'Lớp Mộc', projects: [{ id: PROJECT, name: 'Xưởng', guests: {}, created_at: 1 }] };
  #teamSeq = 1;
  #teamOps = new Map<string, number>();

  constructor() {
    this.commit(`${TEAM}/${PROJECT}`, [
      { kind: 'list', id: 'LLLLLLLLLLL1', set: { name: 'Cần làm', position: 'a0' } },
      { kind: 'list', id: 'LLLLLLLLLLL2', set: { name: 'Đang làm', position: 'a1' } },
    ]);
  }

  space(name = `${TEAM}/${PROJECT}`): Space {
    let space = this.spaces.get(name);
    if (!space) this.spaces.set(name, (space = { entries: [], records: new Records() }));
    return space;
  }

  head(name?: string): number {
    return this.space(name).entries.at(-1)?.seq ?? 0;
  }

  /** One more entry, as if another member had done it. */
  commit(name: string, changes: Change[], op = `other-${this.head(name)}-0123456789`, verb = 'task.edit'): number {
    return this.#append(name, [{ op, by: ME, at: (this.clock += 1), verb, changes }]);
  }

  /** The log as a copy had it, going on from a number that none has reached (infra/failover/restoring.py). */
  restore(upTo: number, name = `${TEAM}/${PROJECT}`, beyond = 170_000_000_000_000): void {
    const entries = this.space(name).entries.filter(({ seq }) => seq <= upTo);
    const records = new Records();
    for (const change of entries.flatMap(({ ops }) => ops.flatMap(({ changes }) => changes))) records.apply(change);
    this.spaces.set(name, { entries: beyond ? [...entries, { seq: beyond, ops: [] }] : entries, records });
  }

  ops(name?: string): string[] {
    return this.space(name).entries.flatMap((entry) => entry.ops.map((op) => op.op));
  }

  verbs(name?: string): string[] {
    return this.space(name).entries.flatMap((entry) => entry.ops.map((op) => op.verb));
  }

  fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? 'GET';
    const url = new URL(String(input), 'http://server');
    const path = url.pathname.replace('/api/v1', '');
    this.asked.push(`${method} ${path}`);
    await new Promise((go) => setTimeout(go, 0));
    if (this.down) throw new TypeError('no network');
    const failure = method === 'GET' ? undefined : this.failures.shift();
    if (failure) return refuse({ status: failure.status, code: failure.code ?? 'busy' }, failure.retryAfter);
    const body = init.body ? (JSON.parse(String(init.body)) as Body) : undefined;
    const op = new Headers(init.headers).get('Idempotency-Key') ?? '';
    const answer = this.#answer(method, path, url.searchParams, body, op);
    if (method !== 'GET' && this.loseReplies > 0) {
      this.loseReplies -= 1;
      throw new TypeError('connection reset');
    }
    return answer;
  };

  #answer(method: string, path: string, query: URLSearchParams, body: Body | undefined, op: string): Response {
    if (path === '/session') this.signedIn = false;
    if (path.startsWith('/sign-in/')) this.signedIn = true;
    if (!this.signedIn) return refuse({ status: 401, code: 'signed_out' });
    if (path === '/me') return json({ id: 'AAAAAAAAAAAAAAAAAAAAAA', email: 'mai@example.org' });
    if (path === '/teams') return json({ teams: [{ id: TEAM, name: this.#team.name, role: 'owner', member: ME, projects: 1 }] });
    if (path.startsWith('/sign-in/') || path === '/session') return json({ account: 'A' });
    const [, , team, , project, ...rest] = path.split('/');
    const name = `${team}/${project}`;
    if (!project || !['board', 'texts', 'entries'].includes(rest[0] ?? '')) return this.#teamAnswer(method, path, query, body, op);
    if (!this.spaces.has(name)) return refuse({ status: 404, code: 'not_found' });
    if (rest[0] !== 'entries') return this.#page(name, rest[0] as SetName);
    if (method === 'POST') return json(this.#batch(name, body as unknown as { after: number; ops: BatchOp[] }));
    const after = Number(query.get('after'));
    return json({ seq: this.head(name), entries: this.space(name).entries.filter(({ seq }) => seq > after).slice(0, 500) });
  }

  #teamAnswer(method: string, path: string, query: URLSearchParams, body: Body | undefined, op: string): Response {
    if (method === 'GET') {
      if (Number(query.get('after')) >= this.#teamSeq) return new Response(null, { status: 204 });
      const members = [{ id: ME, name: 'Mai', role: 'owner', joined_at: 1 }];
      return json({ seq: this.#teamSeq, id: TEAM, me: ME, role: 'owner', members, ...this.#team });
    }
    const refused = this.#refusal(path, body);
    if (refused) return refuse(refused);
    if (!this.#teamOps.has(op)) {
      this.#teamOps.set(op, (this.#teamSeq += 1));
      if (path.endsWith('/projects')) this.#createProject(body as { id: string; name: string; lists: { id: string; name: string }[] });
      else if (method === 'PATCH') this.#team.name = String(body?.name);
    }
    return json({ seq: this.#teamOps.get(op) });
  }

  #createProject({ id, name, lists }: { id: string; name: string; lists: { id: string; name: string }[] }): void {
    this.#team.projects.push({ id, name, guests: {}, created_at: this.clock });
    const changes = lists.map((list, i) => ({ kind: 'list', id: list.id, set: { name: list.name, position: `a${i}` } }));
    this.commit(`${TEAM}/${id}`, changes);
  }

  #page(name: string, set: SetName): Response {
    const records = new Records();
    for (const entry of this.space(name).entries) records.applyEntry(entry, set);
    return new Response(`${writePage(name, this.head(name), records).join('\n')}\n`);
  }

  #batch(name: string, { after, ops }: { after: number; ops: BatchOp[] }) {
    const accepted: Op[] = [];
    const seq = this.head(name) + 1;
    const results = ops.map((one) => {
      const known = this.space(name).entries.find((entry) => entry.seq > after && entry.ops.some(({ op }) => op === one.op));
      if (known) return { op: one.op, status: 200, seq: known.seq };
      const body = (one.body ?? {}) as Body;
      const problem = this.#refusal(one.path, body) ?? this.#stale(name, one.path, body);
      if (problem) return { op: one.op, status: problem.status, problem };
      accepted.push({ op: one.op, by: ME, at: (this.clock += 1), verb: `${one.method} ${one.path}`, changes: this.#changes(name, one.method, one.path, body) });
      for (const change of accepted.at(-1)!.changes) this.space(name).records.apply(change);
      return { op: one.op, status: 200, seq };
    });
    if (accepted.length > 0) this.space(name).entries.push({ seq, ops: accepted });
    return { seq: this.head(name), results, entries: this.space(name).entries.filter((entry) => entry.seq > after) };
  }

  #append(name: string, ops: Op[]): number {
    const space = this.space(name);
    const seq = this.head(name) + 1;
    space.entries.push({ seq, ops });
    for (const change of ops.flatMap((op) => op.changes)) space.records.apply(change);
    return seq;
  }

  #refusal(path: string, body: unknown): Problem | undefined {
    const written = path + JSON.stringify(body ?? '');
    return [...this.refusals].find(([part]) => written.includes(part))?.[1];
  }

  #stale(name: string, path: string, body: Body): Problem | undefined {
    const task = /^\/tasks\/(\w+)\/description$/.exec(path)?.[1];
    if (!task) return undefined;
    const seq = this.space(name).entries.findLast((entry) => entry.ops.some((op) => op.changes.some((change) => change.kind === 'description' && change.id === task)))?.seq;
    if (seq === undefined || seq <= (body.base ?? 0)) return undefined;
    return { status: 409, code: 'stale', detail: 'Có người đã sửa.', mine: body.text, theirs: this.space(name).records.get('description', task)?.text, seq };
  }

  #changes(name: string, method: string, path: string, body: Body): Change[] {
    const [, noun, id = '', part] = path.split('/');
    const kind = noun!.slice(0, -1);
    if (part === 'description') return [{ kind: 'description', id, set: { text: body.text } }];
    if (part === 'comments') return [{ kind: 'comment', id: `${ME}.${body.id}`, set: { task: id, text: body.text, created_at: this.clock, created_by: ME } }];
    if (part === 'closure') return [{ kind, id, set: { closed_at: method === 'PUT' ? this.clock : null } }];
    if (part === 'trash') return [{ kind, id, set: { trashed_at: null } }];
    if (method === 'DELETE') return [kind === 'task' ? { kind, id, set: { trashed_at: this.clock } } : { kind, id, delete: true }];
    const { id: given, below, ...set } = body;
    const target = id || given!;
    const made = method === 'POST' && kind === 'task' ? { created_at: this.clock, created_by: ME } : {};
    const placed = method === 'POST' || 'below' in body || 'list' in body ? { position: this.#position(name, kind, target, body) } : {};
    return [{ kind, id: target, set: { ...set, ...made, ...placed } }];
  }

  #position(name: string, kind: string, id: string, body: Body): string {
    const all = [...this.space(name).records.of(kind)].map(([other, record]) => ({ id: other, position: String(record.position), list: record.list }));
    const others = all.filter((one) => one.id !== id && one.list === body.list).sort(byPosition);
    return positionUnder(others, body.below);
  }
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), { status: 200, headers: { 'Content-Type': 'application/json' } });
}

function refuse(problem: Problem, retryAfter?: number): Response {
  const headers = { 'Content-Type': 'application/problem+json', ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }) };
  return new Response(JSON.stringify({ detail: 'Không được.', ...problem }), { status: problem.status, headers });
}
