import type { Update as Shown } from './types';

const LOOK_EVERY = 3_600_000; // milliseconds
const AFTER = 3_000; // milliseconds until the page is done with its own loading

/**
 * The service worker keeps the page's own files, so that it starts offline, and nothing else: no answer of /api.
 * A new version waits until the person goes to another screen; what they are typing stays under their hands.
 */
export class Update implements Shown {
  ready = $state(false);
  #registration: ServiceWorkerRegistration | undefined;
  #replaced = false;
  #leaving = false;

  async start(): Promise<void> {
    const workers = globalThis.navigator?.serviceWorker;
    if (!workers || !import.meta.env.PROD) return;
    const controlled = workers.controller !== null;
    workers.addEventListener('controllerchange', () => this.#changed(controlled));
    // A part of this version that is no longer there: the new version is. Without a network there is nothing to reload.
    addEventListener('vite:preloadError', () => void fetch('/', { method: 'HEAD' }).then((answer) => answer.ok && this.#reload(), () => {}));
    this.#onNavigation();
    await new Promise((go) => setTimeout(go, AFTER));
    try {
      this.#registration = await workers.register('/sw.js');
    } catch {
      return; // Private mode or a broken disk: everything works, only not the start without a network.
    }
    this.#look(this.#registration);
    setInterval(() => void this.#registration?.update().catch(() => {}), LOOK_EVERY);
  }

  takeOver(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) return this.#reload();
    this.#leaving = true;
    waiting.postMessage({ type: 'SKIP_WAITING' });
  }

  #look(registration: ServiceWorkerRegistration): void {
    if (registration.waiting && registration.active) this.ready = true;
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && registration.active) this.ready = true;
      });
    });
  }

  #changed(controlled: boolean): void {
    if (this.#leaving) this.#reload();
    // Another tab let the new version in: this one follows at its own next navigation.
    else if (controlled) this.ready = this.#replaced = true;
  }

  #onNavigation(): void {
    let path = location.pathname;
    const moved = () => {
      if (location.pathname === path) return;
      path = location.pathname;
      if (this.#replaced) this.#reload();
      else if (this.ready) this.takeOver();
    };
    const navigation = (globalThis as { navigation?: EventTarget }).navigation;
    (navigation ?? globalThis).addEventListener(navigation ? 'currententrychange' : 'popstate', moved);
  }

  #reload(): void {
    location.reload();
  }
}
