/** Which tasks stand where: the open ones by list, the closed and the trashed. Only what moved is put in order again. */
import { SvelteMap } from 'svelte/reactivity';
import { byPosition } from './order';
import type { Task } from './types';

const CLOSED = 'closed';
const TRASH = 'trash';
const NONE: readonly string[] = [];

export class TaskOrder {
  #shown = new SvelteMap<string, readonly string[]>();
  #members = new Map<string, Set<string>>();
  #placeOf = new Map<string, string>();
  #changed = new Set<string>();

  /** `task` undefined = gone. Nothing is shown before settle(). */
  put(id: string, task: Task | undefined): void {
    const [old, place] = [this.#placeOf.get(id), task && placeOf(task)];
    if (old !== undefined && old !== place) {
      this.#members.get(old)?.delete(id);
      this.#changed.add(old);
    }
    if (place === undefined) {
      this.#placeOf.delete(id);
      return;
    }
    this.#placeOf.set(id, place);
    let members = this.#members.get(place);
    if (!members) this.#members.set(place, (members = new Set()));
    members.add(id);
    this.#changed.add(place);
  }

  settle(tasks: { get(id: string): Task | undefined }): void {
    for (const place of this.#changed) {
      const members = [...(this.#members.get(place) ?? [])].map((id) => tasks.get(id)).filter((task) => task !== undefined);
      const ids = members.sort(ruleOf(place)).map((task) => task.id);
      const before = this.#shown.get(place);
      if (!before || before.length !== ids.length || before.some((id, i) => id !== ids[i])) this.#shown.set(place, ids);
    }
    this.#changed.clear();
  }

  clear(): void {
    for (const place of this.#members.keys()) this.#changed.add(place);
    this.#members.clear();
    this.#placeOf.clear();
  }

  of(list: string): readonly string[] {
    return this.#shown.get(`list ${list}`) ?? NONE;
  }

  get closed(): readonly string[] {
    return this.#shown.get(CLOSED) ?? NONE;
  }

  get trash(): readonly string[] {
    return this.#shown.get(TRASH) ?? NONE;
  }
}

function placeOf(task: Task): string {
  if (task.trashed_at !== undefined) return TRASH;
  return task.closed_at !== undefined ? CLOSED : `list ${task.list}`;
}

function ruleOf(place: string): (a: Task, b: Task) => number {
  if (place === CLOSED) return (a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0) || byPosition(a, b);
  if (place === TRASH) return (a, b) => (b.trashed_at ?? 0) - (a.trashed_at ?? 0) || byPosition(a, b);
  return byPosition;
}
