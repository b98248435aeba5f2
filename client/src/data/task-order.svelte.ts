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
  #tasks = new Map<string, Task>();
  #changed = new Set<string>();

  /** `task` undefined = gone. Nothing is shown before settle(). */
  put(id: string, task: Task | undefined): void {
    const [old, place] = [this.#placeOf.get(id), task && placeOf(task)];
    const before = this.#tasks.get(id);
    if (task) this.#tasks.set(id, task);
    else this.#tasks.delete(id);
    if (place === old && task && before && standing(task) === standing(before)) return;
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

  settle(): void {
    for (const place of this.#changed) {
      const members = [...(this.#members.get(place) ?? [])].map((id) => this.#tasks.get(id)!);
      const ids = members.sort(ruleOf(place)).map((task) => task.id);
      const before = this.#shown.get(place);
      if (!before || before.length !== ids.length || before.some((id, i) => id !== ids[i])) this.#shown.set(place, ids);
    }
    this.#changed.clear();
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

function standing({ position, closed_at, trashed_at }: Task): string {
  return `${position} ${closed_at} ${trashed_at}`;
}

function ruleOf(place: string): (a: Task, b: Task) => number {
  if (place === CLOSED) return (a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0) || byPosition(a, b);
  if (place === TRASH) return (a, b) => (b.trashed_at ?? 0) - (a.trashed_at ?? 0) || byPosition(a, b);
  return byPosition;
}
