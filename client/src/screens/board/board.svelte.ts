import { tick } from 'svelte';
import type { Project, Team } from '../../data';
import { t } from '../../i18n/index.svelte';
import { paths, router } from '../../ui/router.svelte';
import { toasts } from '../../ui/toasts.svelte';
import { Filter } from './filter.svelte';

/** What a list offers the board: bring a card into view, open its field for a new task. */
export interface ListHandle {
  reveal(task: string): void;
  add(): void;
}

/** One board on the screen: what is shown, which card has the focus, and what people do to cards. */
export class Board {
  readonly filter: Filter;
  /** The card that Tab reaches and the arrows start from. */
  focused = $state('');
  /** The card whose title is being edited in place. */
  editing = $state('');
  /** The card for which "move to…" is open. */
  moving = $state('');
  /** What a screen reader is told about a move. */
  said = $state('');
  readonly handles = new Map<string, ListHandle>();

  constructor(
    readonly team: Team,
    readonly project: Project,
  ) {
    this.filter = new Filter(() => team.me);
  }

  /** It can only be read, and be restored. */
  get archived(): boolean {
    return this.team.projects.get(this.project.id)?.archived_at !== undefined;
  }

  /** Whether it is to stay as it is, which is then said. */
  #stays(): boolean {
    if (this.archived) toasts.say(t('project.isArchived.ask'));
    return this.archived;
  }

  /** Has a card's title edited in place. */
  edit(id: string): void {
    if (!this.#stays()) this.editing = id;
  }

  /** Asks where a card is to be moved. */
  askWhere(id: string): void {
    if (!this.#stays()) this.moving = id;
  }

  /** A new task as the filter shows them; where it cannot be shown, that is said. Answers its id. */
  create(title: string, list: string): string {
    const id = this.project.createTask({ title, list, ...this.filter.given });
    const task = this.project.tasks.get(id);
    if (task && this.filter.count && !this.filter.passes(task)) {
      toasts.say(t('board.hidden', { task: title }), { label: t('filter.clear'), run: () => this.filter.clear() });
    }
    return id;
  }

  /** Ordered ids of a list's open tasks that pass the filter. */
  visible(list: string): readonly string[] {
    const ids = this.project.tasksOf(list);
    if (!this.filter.count) return ids;
    return ids.filter((id) => {
      const task = this.project.tasks.get(id);
      return task !== undefined && this.filter.passes(task);
    });
  }

  async focus(id: string): Promise<void> {
    const list = this.project.tasks.get(id)?.list;
    if (!list) return;
    this.focused = id;
    this.handles.get(list)?.reveal(id);
    await tick();
    document.querySelector<HTMLElement>(`[data-task="${id}"] a`)?.focus();
  }

  /** Moves the focus one card over; from nowhere it goes to the first card. */
  step(key: string): void {
    const lists = this.project.lists.map((list) => this.visible(list.id)).filter((ids) => ids.length);
    const column = lists.findIndex((ids) => ids.includes(this.focused));
    if (column < 0) return void (lists[0]?.[0] && this.focus(lists[0][0]));
    const ids = lists[column] ?? [];
    const row = ids.indexOf(this.focused);
    const target =
      key === 'ArrowUp' ? ids[row - 1]
      : key === 'ArrowDown' ? ids[row + 1]
      : this.#across(lists[column + (key === 'ArrowLeft' ? -1 : 1)], row);
    if (target) void this.focus(target);
  }

  #across(ids: readonly string[] | undefined, row: number): string | undefined {
    return ids?.[Math.min(row, ids.length - 1)];
  }

  /** Carries the focused card one place over, as dragging would. */
  carry(key: string): void {
    const task = this.project.tasks.get(this.focused);
    if (!task || this.#stays()) return;
    if (key === 'ArrowUp' || key === 'ArrowDown') return this.#carryWithin(task.id, task.list, key);
    const lists = this.project.lists;
    const target = lists[lists.findIndex((list) => list.id === task.list) + (key === 'ArrowLeft' ? -1 : 1)];
    if (!target) return;
    const row = this.visible(task.list).indexOf(task.id);
    const ids = this.visible(target.id);
    this.#drop(task.id, target.id, row === 0 ? null : ids[Math.min(row, ids.length) - 1]);
  }

  #carryWithin(id: string, list: string, key: string): void {
    const ids = this.visible(list);
    const row = ids.indexOf(id);
    if (key === 'ArrowUp' ? row <= 0 : row >= ids.length - 1) return;
    this.#drop(id, list, key === 'ArrowUp' ? (ids[row - 2] ?? null) : ids[row + 1]);
  }

  #drop(id: string, list: string, below: string | null | undefined): void {
    this.project.moveTask(id, list, below);
    const ids = this.visible(list);
    this.said = t('board.moved', {
      task: this.project.tasks.get(id)?.title ?? '',
      list: this.listName(list),
      n: ids.indexOf(id) + 1,
      all: ids.length,
    });
    void this.focus(id);
  }

  /** A move by hand: told with a way back. */
  move(id: string, list: string, below: string | null | undefined): void {
    const task = this.project.tasks.get(id);
    if (!task || below === id) return;
    const undo = this.project.moveTask(id, list, below);
    if (task.list !== list) {
      this.#tell(t('board.movedTo', { task: task.title, list: this.listName(list) }), id, undo);
    }
  }

  close(id: string): void {
    const task = this.project.tasks.get(id);
    if (!task || this.#stays()) return;
    this.#focusNeighbour(id);
    const undo = this.project.closeTask(id);
    this.#tell(t('task.closed', { task: task.title }), id, undo);
  }

  trash(id: string): void {
    const task = this.project.tasks.get(id);
    if (!task || this.#stays()) return;
    this.#focusNeighbour(id);
    const undo = this.project.trashTask(id);
    if (router.place.params.task === id) this.#leave();
    this.#tell(t('task.trashed', { task: task.title }), id, undo);
  }

  /** Said with a way back, which also leads back to the card. */
  #tell(said: string, id: string, undo: () => void): void {
    const run = () => {
      undo();
      void this.focus(id);
    };
    toasts.say(said, { label: t('undo'), run });
  }

  #focusNeighbour(id: string): void {
    if (this.focused !== id && router.place.params.task !== id) return;
    const ids = this.visible(this.project.tasks.get(id)?.list ?? '');
    const row = ids.indexOf(id);
    const next = ids[row + 1] ?? ids[row - 1];
    if (next) void this.focus(next);
  }

  open(id: string): void {
    this.focused = id;
    router.go(paths.task(this.team.id, this.project.id, id));
  }

  /** Closes an open task: back to its card, or to the page it was opened from. */
  shut(id: string): void {
    void this.focus(id);
    this.#leave();
  }

  #leave(): void {
    router.leave(paths.project(this.team.id, this.project.id));
  }

  listName(list: string): string {
    return this.project.lists.find((one) => one.id === list)?.name ?? '';
  }
}
