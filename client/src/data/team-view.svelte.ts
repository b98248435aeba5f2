/** A team on the screen: what the server confirmed, and over it what is on its way. */
import { SvelteMap } from 'svelte/reactivity';
import { Problem, type Http } from '../api/http';
import type { TeamAnswer } from '../api/types';
import type { Database } from './db';
import type { Watcher } from './effects';
import type { Outbox } from './outbox.svelte';
import { Records } from './records';
import type { Fields } from './reducer';
import type { Change, Invitation, JoinLink, Loading, Member, ProjectSummary, Role } from './types';

export interface Tools {
  http: Http;
  outbox: Outbox;
  database: () => Promise<Database>;
  now: () => number;
}

const KINDS = ['team', 'member', 'project', 'invitation', 'link'] as const;

export class TeamView implements Watcher {
  loading = $state<Loading>('loading');
  problem = $state.raw<Problem>();
  me = $state('');
  minors = $state(false);
  erasesAt = $state<number>();
  readonly members = new SvelteMap<string, Member>();
  readonly projects = new SvelteMap<string, ProjectSummary>();
  readonly invitations = new SvelteMap<string, Invitation>();
  readonly links = new SvelteMap<string, JoinLink>();
  #name = $state('');
  #role = $state<Role>('guest');
  #seq = $state(-1);
  #records = new Records();
  #opening: Promise<void> | undefined;

  constructor(
    readonly id: string,
    protected readonly tools: Tools,
  ) {
    tools.outbox.effects.watch(id, this);
  }

  get seq(): number {
    return this.#seq;
  }

  get name(): string {
    return this.#name;
  }

  get role(): Role {
    return this.members.get(this.me)?.role ?? this.#role;
  }

  /** Once: from this browser at once, then from the server. */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  async refresh(): Promise<void> {
    const query = this.#seq < 0 ? '' : `?after=${this.#seq}`;
    try {
      const answer = await this.tools.http.get<TeamAnswer>(`/teams/${this.id}${query}`);
      if (answer) this.#take(answer);
      this.problem = undefined;
      if (answer) void this.#keep(answer);
    } catch (error) {
      await this.#failed(error);
      throw error;
    }
  }

  /** Made here, and the server has not said yet that it has it. */
  isComing(project: string): boolean {
    return this.projects.has(project) && this.#records.get('project', project) === undefined;
  }

  touched(records: readonly Pick<Change, 'kind' | 'id'>[]): void {
    for (const { kind, id } of records) this.#show(kind, id);
  }

  async #open(): Promise<void> {
    const db = await this.tools.database();
    const kept = await db.readTeam(this.id).catch(() => undefined);
    if (kept && this.#seq < 0) this.#take(kept);
    await this.refresh().catch(() => {});
  }

  async #failed(error: unknown): Promise<void> {
    if (!(error instanceof Problem)) return;
    if (error.status === 404 || error.status === 403) await (await this.tools.database()).forget(this.id);
    else if (this.loading === 'ready') return;
    this.problem = error;
    this.loading = 'problem';
  }

  async #keep(answer: TeamAnswer): Promise<void> {
    const db = await this.tools.database();
    await db.keepTeam(answer).catch(() => {}); // no room: only the next start is slower
  }

  #take(answer: TeamAnswer): void {
    const before = this.#records;
    const records = (this.#records = new Records());
    records.of('team').set('team', { name: answer.name });
    const groups = { member: answer.members, project: answer.projects, invitation: answer.invitations, link: answer.links };
    for (const [kind, rows] of Object.entries(groups)) {
      for (const { id, ...fields } of rows ?? []) records.of(kind).set(id, present(fields));
    }
    this.me = answer.me;
    this.minors = Boolean(answer.minors);
    this.erasesAt = answer.erases_at;
    this.#role = answer.role;
    this.#seq = answer.seq;
    for (const kind of KINDS) {
      for (const id of new Set([...before.of(kind).keys(), ...records.of(kind).keys(), ...this.#coming(kind)])) this.#show(kind, id);
    }
    this.loading = 'ready';
    this.tools.outbox.effects.confirmed(this.id);
  }

  #coming(kind: string): string[] {
    return this.tools.outbox.effects.idsOf(this.id, kind);
  }

  #show(kind: string, id: string): void {
    const { record, pending } = this.tools.outbox.effects.over(this.id, kind, id, this.#records.get(kind, id));
    if (kind === 'team') this.#name = String(record?.name ?? '');
    else if (kind === 'member') show(this.members, id, record, pending);
    else if (kind === 'project') show(this.projects, id, record && { guests: {}, ...record }, pending);
    else if (kind === 'invitation') show(this.invitations, id, record, pending);
    else if (kind === 'link') show(this.links, id, record, pending);
  }
}

/** Replaced only when something about it changed, so that nothing else is drawn again. */
function show<T>(map: SvelteMap<string, T>, id: string, record: Fields | undefined, pending: boolean): void {
  if (!record) {
    map.delete(id);
    return;
  }
  const next = { ...record, id, pending } as T;
  if (JSON.stringify(map.get(id)) !== JSON.stringify(next)) map.set(id, next);
}

/** Absent rather than null, as in records. */
function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
