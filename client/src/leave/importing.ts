/**
 * Makes the projects of an export again through the ordinary doors. A run is a list of steps whose keys and ids are
 * chosen once: after a failure `run` goes on at the step that failed, and nothing is made twice.
 */
import { Problem, type Http } from '../api/http';
import type { BatchAnswer } from '../api/types';
import { newId, newOp, nfc } from '../data/ids';
import { inOrder, type Exported, type ExportedProject, type ExportedTask } from './form';

const OPS = 100; // in a batch, the server's limit
const BYTES = 150_000; // of a batch's bodies; the server takes 256 KiB
const FIRST_LISTS = 20; // that a new project takes along
const TRIES = 5;
const ME = '@me'; // in the place of an id that is known when the team is there

export interface ImportProgress { done: number; all: number; now: string; projects: number; tasks: number }
/** What was not taken over, and the server's reason; shown to the person. */
export interface Skipped { project: string; what: string; why: string }

interface Op { op: string; method: string; path: string; body?: object; about: string }
interface Step { now: string; run(): Promise<void> }
type Into = { team: string } | { name: string; memberName: string };

export class Importing {
  /** The team it goes into, once that is there. */
  team = '';
  readonly skipped: Skipped[] = [];
  #me = '';
  #steps: Step[];
  readonly #progress: ImportProgress;

  constructor(
    private readonly http: Http,
    private readonly from: Exported,
    into: Into,
  ) {
    this.#steps = [this.#begin(into), ...from.projects.flatMap((project) => this.#project(project))];
    this.#progress = { done: 0, all: this.#steps.length, now: from.team.name, projects: 0, tasks: 0 };
  }

  get progress(): ImportProgress {
    return { ...this.#progress };
  }

  /** Throws Problem, or an AbortError when `signal` fires; then `progress` tells what was done, and `run` goes on. */
  async run(on: (progress: ImportProgress) => void, signal: AbortSignal): Promise<void> {
    for (let step = this.#steps[0]; step; step = this.#steps[0]) {
      signal.throwIfAborted();
      this.#progress.now = step.now;
      on(this.progress);
      await step.run();
      this.#steps.shift();
      this.#progress.done += 1;
    }
    on(this.progress);
  }

  #begin(into: Into): Step {
    const op = newOp();
    const run = async () => {
      if ('team' in into) this.team = into.team;
      else {
        const body = nfc({ name: into.name, member_name: into.memberName });
        this.team = (await this.#send<{ id: string }>('POST', '/teams', op, body)).id;
      }
      this.#me = (await this.http.get<{ me: string }>(`/teams/${this.team}`))?.me ?? '';
    };
    return { now: this.from.team.name, run };
  }

  /** The project with its lists, then everything on its board in batches, then its archiving. */
  #project(project: ExportedProject): Step[] {
    const id = newId();
    const lists = new Map(project.lists.map((list) => [list.id, newId()]));
    const labels = new Map(project.labels.map((label) => [label.id, newId()]));
    const first = inOrder(project.lists).slice(0, FIRST_LISTS).map((list) => ({ id: lists.get(list.id), name: list.name }));
    const path = () => `/teams/${this.team}/projects/${id}`;
    const [create, archive] = [newOp(), newOp()];
    const open: Step = {
      now: project.name,
      run: async () => {
        await this.#send('POST', `/teams/${this.team}/projects`, create, nfc({ id, name: project.name, lists: first }));
        this.#progress.projects += 1;
      },
    };
    const ops: Op[] = [
      ...inOrder(project.lists).slice(FIRST_LISTS).map((list) => made('/lists', { id: lists.get(list.id), name: list.name }, list.name)),
      ...project.labels.map(({ id, name, color }) => made('/labels', { id: labels.get(id), name, color }, name)),
    ];
    const some = lists.values().next().value;
    const home = some ?? newId();
    if (!some && project.tasks.length) ops.push(made('/lists', { id: home, name: '…' }, '…'));
    const order = new Map(inOrder(project.lists).map((list, at) => [list.id, at]));
    const tasks = inOrder(project.tasks).sort((a, b) => (order.get(a.list) ?? -1) - (order.get(b.list) ?? -1));
    for (const task of tasks) ops.push(...this.#task(task, lists.get(task.list) ?? home, labels));
    const batches = batched(ops).map((batch) => this.#batch(project.name, path, batch));
    const put = { now: project.name, run: async () => void (await this.#send('PUT', `${path()}/archive`, archive)) };
    return [open, ...batches, ...(project.archived_at === undefined ? [] : [put])];
  }

  #task(task: ExportedTask, list: string, labels: ReadonlyMap<string, string>): Op[] {
    const id = newId();
    const [at, about] = [`/tasks/${id}`, task.title];
    const kept = Object.keys(task.labels ?? {}).flatMap((label) => labels.get(label) ?? []);
    const lines = Object.entries(task.checklist ?? {}).map(([id, line]) => ({ id, ...line }));
    // Who is not in the team that it goes into cannot be assigned; the one who made the export is the one who imports.
    const mine = Boolean(task.assignees?.[this.from.me]);
    const body = {
      id,
      title: task.title,
      list,
      labels: Object.fromEntries(kept.map((label) => [label, true])),
      assignees: mine ? { [ME]: true } : {},
      ...(task.start ? { start: task.start } : {}),
      ...(task.due ? { due: task.due } : {}),
      checklist: Object.fromEntries(inOrder(lines).map(({ text, done }) => [newId(), { text, done }])),
    };
    return [
      made('/tasks', body, about),
      ...(task.description ? [fixed('PUT', `${at}/description`, { text: task.description, base: 0 }, about)] : []),
      // Those of one batch have one time; their ids then keep the order.
      ...task.comments.map(({ text }, n) => made(`${at}/comments`, { id: newId(Date.now() + 1000 * n), text }, about)),
      ...(task.closed_at === undefined ? [] : [fixed('PUT', `${at}/closure`, undefined, about)]),
      ...(task.trashed_at === undefined ? [] : [fixed('DELETE', at, undefined, about)]),
    ];
  }

  #batch(project: string, path: () => string, ops: readonly Op[]): Step {
    const run = async () => {
      const sent = ops.map(({ about: _about, ...op }) => nfc(this.#named(op)));
      const answer = await this.#send<BatchAnswer>('POST', `${path()}/entries`, ops[0]!.op, { after: 0, ops: sent });
      const byOp = new Map(answer.results.map((result) => [result.op, result]));
      const busy = answer.results.find(({ status }) => status === 429 || status >= 500);
      if (busy) throw new Problem(busy.status, 'busy', String(busy.problem?.detail ?? ''));
      for (const { op, path, method, about } of ops) {
        const result = byOp.get(op);
        if (!result || result.status >= 400) this.skipped.push({ project, what: about, why: String(result?.problem?.detail ?? '') });
        else if (method === 'POST' && path === '/tasks') this.#progress.tasks += 1;
      }
    };
    return { now: project, run };
  }

  #named<T extends Omit<Op, 'about'>>(op: T): T {
    const { assignees } = (op.body ?? {}) as { assignees?: Record<string, true> };
    return assignees?.[ME] ? { ...op, body: { ...op.body, assignees: { [this.#me]: true } } } : op;
  }

  /** The same key on every try, so that a change whose answer was lost is not made twice. */
  async #send<T>(method: string, path: string, op: string, body?: unknown): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.http.send<T>(method, path, { op, body });
      } catch (error) {
        if (!(error instanceof Problem) || !error.passing || tries === TRIES) throw error;
        await new Promise((go) => setTimeout(go, Math.min(error.retryAfter ?? 500 * 2 ** tries, 15_000)));
      }
    }
  }
}

const fixed = (method: string, path: string, body: object | undefined, about: string): Op => ({ op: newOp(), method, path, ...(body ? { body } : {}), about });
const made = (path: string, body: object, about: string): Op => fixed('POST', path, body, about);

/** Whole ops in the order they came, as many together as a request takes. */
function batched(ops: readonly Op[]): Op[][] {
  const batches: Op[][] = [];
  let bytes = BYTES;
  for (const op of ops) {
    const size = new TextEncoder().encode(JSON.stringify(op)).length;
    if (bytes + size > BYTES || batches.at(-1)!.length === OPS) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)!.push(op);
    bytes += size;
  }
  return batches;
}
