/** What a tab needs of its browser; the tests give their own. */
export interface Ports {
  fetch: typeof globalThis.fetch;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  /** Missing where the page is not in a secure context. */
  locks: Pick<LockManager, 'request'> | undefined;
  /** Tells the other tabs of this browser; `hear` is called with what they tell. */
  channel(name: string, hear: (message: unknown) => void): { post(message: unknown): void; close(): void };
  now(): number;
  /** Whether the page can be seen, and calls on signs of life. */
  visible(): boolean;
  watch(on: { wake(): void; input(): void; offline(): void }): () => void;
}

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function browserPorts(): Ports {
  return {
    fetch: (...request) => globalThis.fetch(...request),
    storage: globalThis.localStorage,
    locks: globalThis.navigator?.locks,
    channel: broadcast,
    now: () => Date.now(),
    visible: () => document.visibilityState === 'visible',
    watch({ wake, input, offline }) {
      const stop = new AbortController();
      const { signal } = stop;
      const options = { passive: true, signal };
      for (const name of INPUTS) addEventListener(name, input, options);
      for (const name of ['focus', 'online', 'pageshow'] as const) addEventListener(name, wake, options);
      addEventListener('offline', offline, options);
      document.addEventListener('visibilitychange', wake, options);
      return () => stop.abort();
    },
  };
}

export function broadcast(name: string, hear: (message: unknown) => void): { post(message: unknown): void; close(): void } {
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event) => hear((event as MessageEvent).data);
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}
