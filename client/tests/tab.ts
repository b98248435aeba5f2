/** A browser tab for the tests: a Workspace over the same IndexedDB, locks and channels as the other tabs. */
import { Database } from '../src/data/db';
import { broadcast, type Ports } from '../src/data/ports';
import { Workspace } from '../src/data/workspace.svelte';
import { PROJECT, TEAM, type Server } from './server';

class Memory {
  #map = new Map<string, string>();
  get length() {
    return this.#map.size;
  }
  key = (index: number) => [...this.#map.keys()][index] ?? null;
  getItem = (key: string) => this.#map.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#map.set(key, value);
  removeItem = (key: string) => void this.#map.delete(key);
}

/** What the tabs of one browser share. */
export class Browser {
  storage = new Memory();
  #tail = Promise.resolve();
  #tabs: Tab[] = [];

  constructor(readonly server: Server) {}

  /** One holder at a time, in the order they asked: the part of Web Locks that is used. */
  locks = {
    request: (_name: string, work: () => Promise<unknown>) => {
      const mine = this.#tail.then(work);
      this.#tail = mine.then(() => {}, () => {});
      return mine;
    },
  } as unknown as Ports['locks'];

  async tab(): Promise<Tab> {
    const tab = new Tab(this);
    this.#tabs.push(tab);
    await tab.open();
    return tab;
  }

  async end(): Promise<void> {
    for (const tab of this.#tabs) tab.close();
    await new Database('AAAAAAAAAAAAAAAAAAAAAA').delete();
  }
}

export class Tab {
  workspace: Workspace;
  visible = true;
  on: { wake(): void; input(): void; offline(): void } | undefined;

  constructor(private readonly browser: Browser) {
    this.workspace = new Workspace({
      fetch: this.browser.server.fetch,
      storage: browser.storage,
      locks: browser.locks,
      channel: broadcast,
      now: () => Date.now(),
      visible: () => this.visible,
      watch: (on) => {
        this.on = on;
        return () => (this.on = undefined);
      },
    });
  }

  get team() {
    return this.workspace.openTeam(TEAM);
  }

  get project() {
    return this.workspace.openProject(TEAM, PROJECT);
  }

  async open(): Promise<void> {
    this.workspace.start();
    const { project, team } = this;
    await until(() => project.loading === 'ready' && team.loading === 'ready');
  }

  /** Nothing waits and nothing is under way. */
  async settled(): Promise<void> {
    await until(() => this.workspace.outbox.count === 0 && this.workspace.outbox.state === 'idle');
  }

  close(): void {
    this.workspace.stop();
  }
}

export async function until(true_: () => boolean, within = 3000): Promise<void> {
  const end = Date.now() + within;
  while (!true_()) {
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${true_}`);
    await new Promise((go) => setTimeout(go, 5));
  }
}
