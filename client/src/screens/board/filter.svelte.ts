import type { NewTask, Task } from '../../data';
import { dueState } from '../../i18n/dates';
import { clock } from '../../ui/clock.svelte';

export type DueFilter = '' | 'overdue' | 'soon' | 'none';

/** What of a board is shown. Within one kind any match is enough; the kinds together must all match. */
export class Filter {
  mine = $state(false);
  people = $state<Record<string, true>>({});
  labels = $state<Record<string, true>>({});
  due = $state<DueFilter>('');

  constructor(private me: () => string) {}

  get count(): number {
    return Number(this.mine) + Object.keys(this.people).length + Object.keys(this.labels).length + Number(this.due !== '');
  }

  /** What a new task needs to pass, as far as one choice can give it. */
  get given(): Pick<NewTask, 'assignees' | 'labels'> {
    const [person, label] = [Object.keys(this.people)[0], Object.keys(this.labels)[0]];
    const people = [...(this.mine ? [this.me()] : []), ...(person ? [person] : [])];
    return {
      ...(people.length ? { assignees: Object.fromEntries(people.map((id) => [id, true as const])) } : {}),
      ...(label ? { labels: { [label]: true as const } } : {}),
    };
  }

  toggle(kind: 'people' | 'labels', id: string): void {
    const { [id]: there, ...rest } = this[kind];
    this[kind] = there ? rest : { ...rest, [id]: true };
  }

  clear(): void {
    this.mine = false;
    this.people = {};
    this.labels = {};
    this.due = '';
  }

  passes(task: Task): boolean {
    if (this.mine && !task.assignees[this.me()]) return false;
    const people = Object.keys(this.people);
    if (people.length && !people.some((id) => task.assignees[id])) return false;
    const labels = Object.keys(this.labels);
    if (labels.length && !labels.some((id) => task.labels[id])) return false;
    return this.#dueFits(task);
  }

  #dueFits(task: Task): boolean {
    if (!this.due) return true;
    if (this.due === 'none') return !task.due;
    if (!task.due) return false;
    const state = dueState(task.due, clock.now);
    return this.due === 'overdue' ? state === 'overdue' : state !== 'later';
  }
}
