export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 8_000;

class Toasts {
  shown = $state<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  say(text: string, action?: Toast['action']): void {
    const id = this.#next++;
    this.shown = [...this.shown.slice(-2), { id, text, action }];
    this.resume(id);
  }

  /** A toast under the pointer or the focus waits: nobody should race a timer to undo. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
  }

  resume(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.drop(id), SHOWN_MS),
    );
  }

  /** Does what the newest one offers; answers whether one offered anything. */
  act(): boolean {
    const toast = this.shown.findLast(({ action }) => action);
    if (!toast) return false;
    this.drop(toast.id);
    toast.action?.run();
    return true;
  }

  drop(id: number): void {
    this.hold(id);
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
