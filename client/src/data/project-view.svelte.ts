/** A project on the screen: the replica, and over it what is on its way; fine-grained, one task at a time. */
import { SvelteMap } from 'svelte/reactivity';
import { Problem } from '../api/http';
import type { Entry } from '../api/types';
import { SearchIndex } from '../search';
import type { Watcher } from './effects';
import { byPosition } from './order';
import type { Fields } from './reducer';
import type { SetName } from './records';
import { Replica, type Touched } from './replica';
import { TaskOrder } from './task-order.svelte';
import type { Team } from './team.svelte';
import type { Tools } from './team-view.svelte';
import type { Comment, Description, Label, List, Loading, Task } from './types';

const FOLD_AFTER = 300; // milliseconds after something was loaded
const FOLD_AT_ONCE = 200; // tasks
const NO_COMMENTS: readonly Comment[] = [];
const BLANK = { assignees: {}, labels: {}, checklist: {} };

export class ProjectView implements Watcher {
  readonly space: string;
  readonly tasks = new SvelteMap<string, Task>();
  readonly labels = new SvelteMap<string, Label>();
  readonly index: SearchIndex;
  loading = $state<Loading>('loading');
  texts = $state<Loading>('loading');
  problem = $state.raw<Problem>();
  lists = $state.raw<readonly List[]>([]);
  protected readonly order = new TaskOrder();
  #comments = new SvelteMap<string, readonly Comment[]>();
  #taskOf = new Map<string, string>();
  #descriptions = new SvelteMap<string, Description>();
  #replica: Replica | undefined;
  #opening: Promise<void> | undefined;
  #opened = false;

  constructor(
    readonly id: string,
    readonly team: Team,
    protected readonly tools: Tools,
  ) {
    this.space = `${team.id}/${id}`;
    this.index = new SearchIndex({
      title: (task) => this.tasks.get(task)?.title,
      texts: (task) => [this.#descriptions.get(task)?.text ?? '', ...this.comments(task).map((comment) => comment.text)],
    });
    tools.outbox.effects.watch(this.space, this);
  }

  get seq(): number {
    return this.#replica?.seq ?? -1;
  }

  get name(): string {
    return this.team.projects.get(this.id)?.name ?? '';
  }

  get closed(): readonly string[] {
    return this.order.closed;
  }

  get trash(): readonly string[] {
    return this.order.trash;
  }

  tasksOf(list: string): readonly string[] {
    return this.order.of(list);
  }

  description(task: string): Description {
    return this.#descriptions.get(task) ?? { text: '', seq: this.#textsSeq(), pending: false };
  }

  comments(task: string): readonly Comment[] {
    return this.#comments.get(task) ?? NO_COMMENTS;
  }

  protected commentById(id: string): Comment | undefined {
    return this.comments(this.#taskOf.get(id) ?? '').find((comment) => comment.id === id);
  }

  /** Once: the board from this browser or the server, then what is newer, then the texts. */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  /** Asks for what is new. Rejects when the server cannot be asked. */
  async refresh(): Promise<void> {
    if (!this.#opened) await this.open();
    if (this.#replica) await this.#ask(this.#replica);
  }

  async #ask(replica: Replica): Promise<void> {
    try {
      if (replica.seq < 0) await replica.load();
      else await replica.catchUp();
      this.problem = undefined;
    } catch (error) {
      await this.#failed(error);
      throw error;
    }
    // Not waited for: what is new on the board must not queue behind a long download.
    void replica.loadTexts().catch(() => {});
  }

  /** Entries that came by another way: a batch's answer, another tab. */
  take(entries: readonly Entry[]): void {
    if (this.#replica && !this.#replica.apply(entries)) void this.refresh().catch(() => {});
  }

  /** What the outbox shows or no longer shows here. */
  touched(touched: Touched): void {
    this.#show(touched);
  }

  async #open(): Promise<void> {
    const db = await this.tools.database();
    const replica = (this.#replica = new Replica(this.space, this.tools.http, db, {
      touched: (touched) => this.#confirmed(touched),
      all: (set) => this.#all(set),
      entries: (entries) => this.tools.outbox.seen(entries),
    }));
    await replica.openStored().catch(() => false);
    await this.#ask(replica).catch(() => void replica.loadTexts().catch(() => {}));
    this.#opened = true;
  }

  async #failed(error: unknown): Promise<void> {
    if (!(error instanceof Problem)) return;
    if (this.team.isComing(this.id)) {
      if (this.loading !== 'ready') this.#replica?.beginEmpty();
    } else if (error.status === 404 || error.status === 403) {
      await (await this.tools.database()).forget(this.space);
      this.#showProblem(error);
    } else if (this.loading !== 'ready') this.#showProblem(error);
  }

  #showProblem(error: Problem): void {
    this.problem = error;
    this.loading = 'problem';
  }

  #confirmed(touched: Touched): void {
    this.#show(touched);
    this.tools.outbox.effects.confirmed(this.space);
  }

  #all(set: SetName): void {
    const kinds = set === 'board' ? ['list', 'label', 'task'] : ['description', 'comment'];
    const shown = { list: this.lists.map(({ id }) => id), label: this.labels.keys(), task: this.tasks.keys(), description: this.#descriptions.keys(), comment: this.#taskOf.keys() };
    const all = kinds.flatMap((kind) => {
      const ids = [...(this.#replica?.of(kind).keys() ?? []), ...this.tools.outbox.effects.idsOf(this.space, kind), ...shown[kind as keyof typeof shown]];
      return [...new Set(ids)].map((id) => ({ kind, id }));
    });
    this.#confirmed(all);
    if (set === 'board') this.loading = 'ready';
    else this.texts = 'ready';
    setTimeout(() => this.#prepareSearch(), FOLD_AFTER);
  }

  /** In slices, while nothing is asked: the first search then finds everything folded. */
  #prepareSearch(): void {
    if (this.index.prepare(FOLD_AT_ONCE)) setTimeout(() => this.#prepareSearch(), 0);
  }

  #show(touched: Touched): void {
    let lists = false;
    const comments = new Map<string, Map<string, Comment | undefined>>();
    for (const { kind, id } of touched) {
      const { record, pending } = this.tools.outbox.effects.over(this.space, kind, id, this.#replica?.get(kind, id));
      if (kind === 'task') this.#showTask(id, record, pending);
      else if (kind === 'list') lists = true;
      else if (kind === 'label') set(this.labels, id, record && ({ ...record, id, pending } as unknown as Label));
      else if (kind === 'description') this.#showDescription(id, record, pending);
      else if (kind === 'comment') this.#gather(comments, id, record && ({ ...record, id, pending } as unknown as Comment));
    }
    this.order.settle();
    if (lists) this.#showLists();
    for (const [task, changed] of comments) this.#showComments(task, changed);
  }

  #showTask(id: string, record: Fields | undefined, pending: boolean): void {
    const task = record && ({ ...BLANK, ...record, id, pending } as unknown as Task);
    this.order.put(id, task);
    set(this.tasks, id, task);
    this.index.touch(id);
  }

  #showLists(): void {
    const ids = new Set([...(this.#replica?.of('list').keys() ?? []), ...this.tools.outbox.effects.idsOf(this.space, 'list')]);
    const lists: List[] = [];
    for (const id of ids) {
      const { record, pending } = this.tools.outbox.effects.over(this.space, 'list', id, this.#replica?.get('list', id));
      if (record) lists.push({ ...record, id, pending } as unknown as List);
    }
    this.lists = lists.sort(byPosition);
  }

  #showDescription(id: string, record: Fields | undefined, pending: boolean): void {
    set(this.#descriptions, id, record && { text: String(record.text ?? ''), seq: this.#textsSeq(), pending });
    this.index.touch(id);
  }

  #gather(comments: Map<string, Map<string, Comment | undefined>>, id: string, comment: Comment | undefined): void {
    const task = comment?.task ?? this.#taskOf.get(id);
    if (task === undefined) return;
    if (comment) this.#taskOf.set(id, task);
    else this.#taskOf.delete(id);
    let changed = comments.get(task);
    if (!changed) comments.set(task, (changed = new Map()));
    changed.set(id, comment);
  }

  #showComments(task: string, changed: Map<string, Comment | undefined>): void {
    const kept = this.comments(task).filter(({ id }) => !changed.has(id));
    const all = [...kept, ...[...changed.values()].filter((comment) => comment !== undefined)];
    this.#comments.set(task, all.sort((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1)));
    this.index.touch(task);
  }

  #textsSeq(): number {
    return Math.max(this.seq, this.#replica?.texts?.seq ?? 0, 0);
  }
}

function set<T>(map: SvelteMap<string, T>, id: string, value: T | undefined): void {
  if (value) map.set(id, value);
  else map.delete(id);
}
