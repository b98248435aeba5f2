import type { Ports } from './ports';
import type { Drafts as Shown } from './types';

const PREFIX = 'izwork:draft:';

/** In local storage, because a text must be kept before the very next key is pressed. */
export class Drafts implements Shown {
  constructor(private readonly storage: Ports['storage']) {}

  get(key: string): string | undefined {
    return this.storage.getItem(PREFIX + key) ?? undefined;
  }

  set(key: string, text: string): void {
    try {
      this.storage.setItem(PREFIX + key, text);
    } catch {
      // Full: the text is still on the screen, only a closed tab would lose it.
    }
  }

  remove(key: string): void {
    this.storage.removeItem(PREFIX + key);
  }

  wipe(): void {
    const keys = Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i));
    for (const key of keys) if (key?.startsWith(PREFIX)) this.storage.removeItem(key);
  }
}
