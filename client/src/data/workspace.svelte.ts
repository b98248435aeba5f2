/** Everything one browser tab holds. index.ts builds the one of the page; the tests build as many as they need. */
import { untrack } from 'svelte';
import { remember } from '../api/fault';
import { Http } from '../api/http';
import type { Entry } from '../api/types';
import { asking, type Asking } from './asking';
import { Consents } from './consents';
import { Database, type OutboxRow } from './db';
import { Drafts } from './drafts';
import { Online } from './online.svelte';
import { Outbox, type OutboxNews } from './outbox.svelte';
import { Activity, Poller } from './poller';
import { browserPorts, type Ports } from './ports';
import { Project } from './project.svelte';
import { Security } from './security.svelte';
import { Sender } from './sender';
import { Session } from './session.svelte';
import { Team } from './team.svelte';
import { Teams } from './teams.svelte';
import type { Account } from './account-types';
import type * as T from './types';
import { Update } from './update.svelte';

type News = OutboxNews | { type: 'entries'; space: string; entries: readonly Entry[] } | { type: 'signed-out' };

const REFRESH_OTHERS = 300_000; // milliseconds
const BESIDE_A_PROJECT = 5; // a team is asked about five times less often while one of its boards is open
const MOST_HITS = 50;

export class Workspace {
  readonly http: Http;
  readonly online = new Online();
  readonly update = new Update();
  readonly session: Session;
  readonly security: Security;
  readonly consents: Consents;
  readonly asking: Asking;
  readonly outbox: Outbox;
  readonly teams: Teams;
  readonly drafts: Drafts;
  readonly #sender: Sender;
  readonly #activity: Activity;
  readonly #teamPoller: Poller;
  readonly #projectPoller: Poller;
  #teams = new Map<string, Team>();
  #projects = new Map<string, Project>();
  #team: Team | undefined;
  #project: Project | undefined;
  #channel: ReturnType<Ports['channel']> | undefined;
  #db: Database | undefined;
  #waiting: ((db: Database) => void)[] = [];
  #othersAt = new Map<Team, number>();

  constructor(private readonly ports: Ports = browserPorts()) {
    this.http = new Http(ports.fetch);
    this.http.onFault = remember;
    this.http.onReach = (reached) => this.online.reached(reached);
    this.outbox = new Outbox(ports.now, { added: () => this.#sender.kick(), news: (news) => this.#tell(news) });
    this.#sender = new Sender(this.http, this.outbox, ports.locks, {
      entries: (space, entries) => this.#entries(space, entries),
      teamChanged: (row) => this.#teamChanged(row),
      termsAsked: () => void this.session.check(),
    });
    this.teams = new Teams(this.http, this.#database);
    this.drafts = new Drafts(ports.storage);
    this.session = new Session(this.http, ports.storage, {
      open: (account) => void this.#open(account),
      resume: () => this.#resume(),
      close: () => this.#close(),
      wipe: (account) => this.#wipe(account),
    });
    this.consents = new Consents(this.http, async () => {
      await this.session.refresh();
      this.#resume();
    });
    this.asking = asking(this.http, this.session);
    this.security = new Security(this.http, () => this.session.renewed());
    this.#activity = new Activity(ports, () => this.online.reached(false));
    this.#activity.onWake(() => this.#wake());
    this.#teamPoller = new Poller(() => this.#askTeam(), this.#activity, () => (this.#project ? BESIDE_A_PROJECT : 1));
    this.#projectPoller = new Poller(() => this.#project?.refresh() ?? Promise.resolve(), this.#activity);
  }

  start = (): void => {
    void this.session.start();
    void this.update.start();
  };

  /** Ends timers and listeners; for tests. */
  stop = (): void => {
    this.#activity.stop();
    this.#close();
  };

  setLanguage = (language: 'vi' | 'en'): void => {
    this.http.language = language;
  };

  /** The same object every time; it is asked about from now on. */
  openTeam = (id: string): T.Team => {
    const team = this.#teamOf(id);
    this.#team = team;
    void team.open().then(() => this.#openOthers());
    this.#teamPoller.start();
    return team;
  };

  openProject = (teamId: string, id: string): T.Project => {
    this.openTeam(teamId);
    const known = this.#projects.has(`${teamId}/${id}`);
    const project = this.#projectOf(teamId, id);
    if (project === this.#project) return project;
    this.#project = project;
    void project.open();
    this.#projectPoller.start();
    // Back on a board that was open before: what came meanwhile is asked for at once.
    if (known) queueMicrotask(() => void this.#projectPoller.now());
    return project;
  };

  /** A project as far as it is here, without opening it: for names and counts beside the board on the screen. */
  knownProject = (teamId: string, id: string): T.Project => this.#projectOf(teamId, id);

  leaveProject = (): void => {
    this.#project = undefined;
    this.#projectPoller.stop();
    void this.#teamPoller.now();
  };

  /** Asked again with every key pressed, so its readers do not hang on every task it looked at. */
  search = (query: string, scope: T.SearchScope = {}): T.SearchHit[] => untrack(() => this.#search(query, scope));

  #search(query: string, scope: T.SearchScope): T.SearchHit[] {
    const most = scope.limit ?? MOST_HITS;
    const inside = [...this.#projects.values()].filter(
      (project) => (!scope.team || project.team.id === scope.team) && (!scope.project || project.id === scope.project),
    );
    const hits = inside.flatMap((project) => {
      const trashed = new Set(project.trash);
      const found = project.index.find(query).filter(({ task }) => !trashed.has(task));
      return found.slice(0, most).map((one) => ({ team: project.team.id, project: project.id, ...one }));
    });
    hits.sort((a, b) => a.rank - b.rank);
    return hits.slice(0, most).map(({ rank: _rank, ...hit }) => hit);
  }

  #teamOf(id: string): Team {
    let team = this.#teams.get(id);
    if (!team) this.#teams.set(id, (team = new Team(id, this.#tools)));
    return team;
  }

  #projectOf(teamId: string, id: string): Project {
    const space = `${teamId}/${id}`;
    let project = this.#projects.get(space);
    if (!project) this.#projects.set(space, (project = new Project(id, this.#teamOf(teamId), this.#tools)));
    return project;
  }

  get #tools() {
    return { http: this.http, outbox: this.outbox, database: this.#database, now: this.ports.now };
  }

  /** The account's database, once somebody is signed in. */
  #database = (): Promise<Database> => (this.#db ? Promise.resolve(this.#db) : new Promise((go) => this.#waiting.push(go)));

  async #open(account: Account): Promise<void> {
    const db = new Database(account.id);
    this.#channel = this.ports.channel(`izwork-${account.id}`, (news) => this.#hear(news as News));
    await this.outbox.attach(db).catch(() => {});
    if (this.session.account?.id !== account.id) return db.close();
    this.#db = db;
    for (const go of this.#waiting.splice(0)) go(db);
    this.#sender.attach(account.id);
  }

  #close(): void {
    this.#teamPoller.stop();
    this.#projectPoller.stop();
    this.#sender.detach();
    this.#channel?.close();
    this.#db?.close();
    this.#db = this.#team = this.#project = undefined;
    this.#teams.clear();
    this.#projects.clear();
    this.#othersAt.clear();
    this.outbox.detach();
    this.teams.forget();
  }

  async #wipe(account: Account): Promise<void> {
    const channel = this.ports.channel(`izwork-${account.id}`, () => {});
    channel.post({ type: 'signed-out' } satisfies News);
    this.drafts.wipe();
    await new Database(account.id).delete();
    channel.close();
  }

  #resume(): void {
    this.#sender.kick();
    void this.#teamPoller.now();
    void this.#projectPoller.now();
  }

  #wake(): void {
    if (this.session.status === 'signed-in') this.#sender.kick();
    else if (this.session.status === 'signed-out') void this.session.check();
  }

  async #askTeam(): Promise<void> {
    await this.#team?.refresh();
    void this.#openOthers();
  }

  /** All of a team's open work is here, for search and for what is mine: the other boards, one after another. */
  async #openOthers(): Promise<void> {
    const team = this.#team;
    if (!team || team.loading !== 'ready' || this.ports.now() - (this.#othersAt.get(team) ?? 0) < REFRESH_OTHERS) return;
    this.#othersAt.set(team, this.ports.now());
    await this.#project?.open(); // what is on the screen comes first
    for (const summary of [...team.projects.values()]) {
      if (team !== this.#team) return void this.#othersAt.delete(team); // the rest when it is back on the screen
      if (summary.archived_at !== undefined) continue;
      const project = this.#projectOf(team.id, summary.id);
      if (project === this.#project) continue;
      await (project.loading === 'ready' ? project.refresh().catch(() => {}) : project.open());
    }
  }

  #entries(space: string, entries: readonly Entry[]): void {
    this.#tell({ type: 'entries', space, entries });
    this.#projects.get(space)?.take(entries);
  }

  #teamChanged(row: OutboxRow): void {
    void this.#teams.get(row.team)?.refresh().catch(() => {});
    for (const { space } of row.effects) void this.#projects.get(space)?.refresh().catch(() => {});
  }

  #tell(news: News): void {
    this.#channel?.post(news);
  }

  #hear(news: News): void {
    if (news.type === 'signed-out') this.session.forget();
    else if (news.type === 'entries') this.#projects.get(news.space)?.take(news.entries);
    else this.outbox.hear(news);
  }
}
