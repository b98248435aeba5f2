import { askDevice, makeOnDevice } from '../ui/passkey';
import { get, http, Problem, send, type Shapes } from './api';

export type Agent = Shapes['MyAgent'];

const IDLE = 30 * 60_000; // milliseconds, as the server counts them

/** The one-time link the operator gives: /desk#<agent>.<token>. */
export function invitation(fragment: string): Shapes['Invited'] | undefined {
  const found = /^([0-9A-Za-z]{22})\.([\w-]{20,})$/.exec(fragment);
  return found ? { agent: found[1]!, token: found[2]! } : undefined;
}

/** Who works here in this browser. */
class Session {
  agent = $state.raw<Agent>();
  status = $state<'unknown' | 'unreachable' | 'out' | 'in'>('unknown');
  /** It was in use and has ended by itself. */
  expired = $state(false);
  #last = '';
  #used = Date.now();
  readonly #forgetting = new Set<() => void>();

  constructor() {
    http.onExpired = () => this.#expire();
    http.onReach = (reached) => {
      if (reached) this.#used = Date.now();
    };
  }

  /** `forget` is called when what this agent left in the page must not be seen by the next. */
  onForget(forget: () => void): void {
    this.#forgetting.add(forget);
  }

  async check(): Promise<void> {
    try {
      this.#open(await get<Agent>('/me'));
    } catch (error) {
      this.status = error instanceof Problem && error.status === 401 ? 'out' : 'unreachable';
    }
  }

  /** Nobody worked here for as long as a session lives idle: what is on the screen goes. */
  checkIdle(now: number): void {
    if (this.status === 'in' && now - this.#used > IDLE) void this.check();
  }

  /** Throws DOMException when the device gives no passkey, Problem when the server refuses it. */
  async signIn(): Promise<void> {
    const { step, options } = await send<Shapes['AskedPasskey']>('POST', '/sign-in');
    await this.#enter(`/sign-in/${step}`, { passkey: await askDevice(options) });
  }

  /** Makes the passkey that the one-time link is for, and is signed in by it. Throws as signIn. */
  async enrol(invited: Shapes['Invited']): Promise<void> {
    const { step, options } = await send<Shapes['AskedPasskey']>('POST', '/enrolment', invited);
    const passkey = await makeOnDevice(options);
    await this.#enter('/enrolment/passkey', { step, token: invited.token, passkey });
  }

  async signOut(): Promise<void> {
    try {
      await send('DELETE', '/session');
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error;
    }
    this.#last = '';
    this.#forget();
    this.agent = undefined;
    this.expired = false;
    this.status = 'out';
  }

  async #enter(path: string, proof: unknown): Promise<void> {
    await send('POST', path, proof);
    http.signIns += 1;
    this.#open(await get<Agent>('/me'));
  }

  #open(agent: Agent): void {
    if (this.#last && this.#last !== agent.agent) this.#forget();
    this.#last = agent.agent;
    this.agent = agent;
    this.expired = false;
    this.status = 'in';
  }

  #expire(): void {
    if (this.agent) this.expired = true;
    this.agent = undefined;
    this.status = 'out';
  }

  #forget(): void {
    for (const forget of this.#forgetting) forget();
  }
}

export const session = new Session();
