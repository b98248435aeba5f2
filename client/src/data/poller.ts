/** Asks again and again: quickly while somebody works, seldom when nobody looks. Times in milliseconds. */
import type { Ports } from './ports';

export const ACTIVE = 1_000;
export const IDLE = 30_000;
export const HIDDEN = 60_000;
const IDLE_AFTER = 120_000;
const SLOWEST_RETRY = 15_000;

/** Signs of life of one tab. */
export class Activity {
  #lastInput: number;
  #wakers = new Set<() => void>();
  #stop: () => void;

  constructor(private readonly ports: Ports, onOffline: () => void = () => {}) {
    this.#lastInput = ports.now();
    this.#stop = ports.watch({ wake: () => this.wake(), input: () => this.#input(), offline: onOffline });
  }

  get pace(): number {
    if (!this.ports.visible()) return HIDDEN;
    return this.ports.now() - this.#lastInput > IDLE_AFTER ? IDLE : ACTIVE;
  }

  onWake(waker: () => void): () => void {
    this.#wakers.add(waker);
    return () => this.#wakers.delete(waker);
  }

  /** Seen again, back online, or touched after a rest: what is waiting is done now. */
  wake(): void {
    if (!this.ports.visible()) return;
    this.#lastInput = this.ports.now();
    for (const waker of this.#wakers) waker();
  }

  stop(): void {
    this.#wakers.clear();
    this.#stop();
  }

  #input(): void {
    const rested = this.pace !== ACTIVE;
    this.#lastInput = this.ports.now();
    if (rested) this.wake();
  }
}

/** Doubles from one second to 30, with a random fifth so that many browsers do not come back together. */
export function backoff(failures: number, retryAfter = 0): number {
  const wait = Math.min(SLOWEST_RETRY, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.max(retryAfter, wait) * (1 + Math.random() * 0.2);
}

export class Poller {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #again = false;
  #failures = 0;
  #running = false;
  #forget: (() => void) | undefined;

  /** `ask` rejects with something that may carry `retryAfter`; `slower` stretches the active pace. */
  constructor(
    private readonly ask: () => Promise<void>,
    private readonly activity: Activity,
    private readonly slower: () => number = () => 1,
  ) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#forget = this.activity.onWake(() => void this.now());
    this.#plan(ACTIVE);
  }

  stop(): void {
    this.#running = false;
    this.#forget?.();
    clearTimeout(this.#timer);
  }

  /** Ask at once; while an answer is under way, once more after it. */
  async now(): Promise<void> {
    if (!this.#running) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    clearTimeout(this.#timer);
    let wait: number | undefined;
    try {
      await this.ask();
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      wait = backoff(this.#failures, (error as { retryAfter?: number }).retryAfter);
    }
    this.#asking = false;
    if (this.#again && this.#failures === 0) wait = 0;
    this.#again = false;
    this.#plan(wait);
  }

  #plan(wait?: number): void {
    if (!this.#running) return;
    const pace = this.activity.pace;
    const rest = pace === ACTIVE ? pace * this.slower() : pace;
    this.#timer = setTimeout(() => void this.now(), wait === 0 ? 0 : Math.max(wait ?? 0, rest));
  }
}
