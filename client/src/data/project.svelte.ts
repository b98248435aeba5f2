/** What can be done on a project's board. Every verb is shown at once and goes through the outbox. */
import { checklistFor, withPositions } from './checklist';
import type { Effect } from './db';
import { newId, nfc } from './ids';
import { aboveOf, byPosition, positionUnder } from './order';
import { ProjectView } from './project-view.svelte';
import { inverse, type Fields } from './reducer';
import type { Color, FeedPage, NewTask, Project as Shown, Task, TaskFields, Undo } from './types';

interface Write { verb: string; method: string; path: string; body?: Fields; kind: string; id: string; set?: Fields; delete?: true; knew?: string }

export class Project extends ProjectView implements Shown {
  createTask({ list, below, ...fields }: NewTask): string {
    const id = newId(this.tools.now());
    const position = positionUnder(this.#inList(list, id), below);
    const checklist = fields.checklist && withPositions(fields.checklist);
    const body = { id, list, ...(below === undefined ? {} : { below }), ...fields, ...(checklist ? { checklist: checklistFor({}, checklist) } : {}) };
    const set = { ...fields, ...(checklist ? { checklist } : {}), list, position, created_at: this.tools.now(), created_by: this.team.me };
    this.#write({ verb: 'task.create', method: 'POST', path: '/tasks', body, kind: 'task', id, set });
    return id;
  }

  editTask(task: string, fields: TaskFields): Undo {
    const before = this.tasks.get(task);
    const checklist = fields.checklist;
    const body = { ...fields, ...(checklist ? { checklist: checklistFor(before?.checklist ?? {}, checklist) } : {}) };
    this.#write({ verb: 'task.edit', method: 'PATCH', path: `/tasks/${task}`, body, kind: 'task', id: task, set: { ...fields } });
    const back = inverse(before, { ...fields }) as TaskFields;
    return () => void this.editTask(task, back);
  }

  moveTask(task: string, list: string, below?: string | null): Undo {
    const before = this.tasks.get(task);
    const above = before ? aboveOf(this.tasksOf(before.list), task) : null;
    const set = { list, position: positionUnder(this.#inList(list, task), below) };
    const body = { list, ...(below === undefined ? {} : { below }) };
    this.#write({ verb: 'task.move', method: 'PATCH', path: `/tasks/${task}`, body, kind: 'task', id: task, set });
    return () => {
      if (before) this.moveTask(task, before.list, above);
    };
  }

  closeTask(task: string): Undo {
    this.#setTask('task.close', 'PUT', task, 'closure', { closed_at: this.tools.now() });
    return () => void this.reopenTask(task);
  }

  reopenTask(task: string): Undo {
    this.#setTask('task.reopen', 'DELETE', task, 'closure', { closed_at: null, ...this.#homeOf(task) });
    return () => void this.closeTask(task);
  }

  trashTask(task: string): Undo {
    this.#setTask('task.trash', 'DELETE', task, '', { trashed_at: this.tools.now() });
    return () => void this.restoreTask(task);
  }

  restoreTask(task: string): Undo {
    this.#setTask('task.restore', 'DELETE', task, 'trash', { trashed_at: null, ...this.#homeOf(task) });
    return () => void this.trashTask(task);
  }

  describe(task: string, text: string, base: number): void {
    const path = `/tasks/${task}/description`;
    const knew = this.description(task).text;
    this.#write({ verb: 'task.describe', method: 'PUT', path, body: { text, base }, kind: 'description', id: task, set: { text }, knew });
  }

  addChecklistItem(task: string, text: string): string {
    const id = newId(this.tools.now());
    this.editTask(task, { checklist: { [id]: { text, done: false, position: positionUnder(this.#checklist(task), undefined) } } });
    return id;
  }

  moveChecklistItem(task: string, item: string, below?: string | null): void {
    const others = this.#checklist(task).filter(({ id }) => id !== item);
    this.editTask(task, { checklist: { [item]: { position: positionUnder(others, below) } } });
  }

  addComment(task: string, text: string): string {
    const own = newId(this.tools.now());
    // As the server does: an id that begins with its author's, so that nobody writes over another's words.
    const id = `${this.team.me}.${own}`;
    const set = { task, text, created_at: this.tools.now(), created_by: this.team.me };
    this.#write({ verb: 'comment.create', method: 'POST', path: `/tasks/${task}/comments`, body: { id: own, text }, kind: 'comment', id, set });
    return id;
  }

  editComment(comment: string, text: string): void {
    const task = this.commentById(comment)?.task;
    if (task === undefined) return;
    const set = { text, edited_at: this.tools.now() };
    this.#write({ verb: 'comment.edit', method: 'PATCH', path: `/comments/${comment}`, body: { task, text }, kind: 'comment', id: comment, set });
  }

  removeComment(comment: string): void {
    const task = this.commentById(comment)?.task;
    if (task === undefined) return;
    const path = `/comments/${comment}`;
    this.#write({ verb: 'comment.remove', method: 'DELETE', path, body: { task }, kind: 'comment', id: comment, delete: true });
  }

  createList(name: string, below?: string | null): string {
    const id = newId(this.tools.now());
    const body = { id, name, ...(below === undefined ? {} : { below }) };
    this.#write({ verb: 'list.create', method: 'POST', path: '/lists', body, kind: 'list', id, set: { name, position: positionUnder(this.lists, below) } });
    return id;
  }

  renameList(list: string, name: string): Undo {
    const before = this.lists.find(({ id }) => id === list)?.name ?? '';
    this.#write({ verb: 'list.rename', method: 'PATCH', path: `/lists/${list}`, body: { name }, kind: 'list', id: list, set: { name } });
    return () => void this.renameList(list, before);
  }

  moveList(list: string, below?: string | null): Undo {
    const above = aboveOf(this.lists.map(({ id }) => id), list);
    const others = this.lists.filter(({ id }) => id !== list);
    // The server takes the bottom by name, as it does the top by null.
    const under = below === undefined ? (others.at(-1)?.id ?? null) : below;
    const set = { position: positionUnder(others, under) };
    this.#write({ verb: 'list.move', method: 'PATCH', path: `/lists/${list}`, body: { below: under }, kind: 'list', id: list, set });
    return () => void this.moveList(list, above);
  }

  removeList(list: string): void {
    this.#write({ verb: 'list.remove', method: 'DELETE', path: `/lists/${list}`, kind: 'list', id: list, delete: true });
  }

  createLabel(name: string, color: Color): string {
    const id = newId(this.tools.now());
    this.#write({ verb: 'label.create', method: 'POST', path: '/labels', body: { id, name, color }, kind: 'label', id, set: { name, color } });
    return id;
  }

  editLabel(label: string, fields: { name?: string; color?: Color }): Undo {
    const back = inverse(this.labels.get(label), fields);
    this.#write({ verb: 'label.edit', method: 'PATCH', path: `/labels/${label}`, body: { ...fields }, kind: 'label', id: label, set: { ...fields } });
    return () => void this.editLabel(label, back);
  }

  removeLabel(label: string): void {
    this.#write({ verb: 'label.remove', method: 'DELETE', path: `/labels/${label}`, kind: 'label', id: label, delete: true });
  }

  async feed(before?: number): Promise<FeedPage> {
    const query = before === undefined ? '' : `?before=${before}`;
    const path = `/teams/${this.team.id}/projects/${this.id}/feed${query}`;
    const page = (await this.tools.http.get<FeedPage>(path)) ?? { items: [] };
    return { ...page, items: page.items.map((item) => ({ ...item, space: this.space, project: this.id })) };
  }

  #setTask(verb: string, method: string, task: string, part: string, set: Fields): void {
    this.#write({ verb, method, path: `/tasks/${task}${part && `/${part}`}`, kind: 'task', id: task, set });
  }

  /** A task whose list is gone comes back to the first one. */
  #homeOf(task: string): Fields {
    const list = this.tasks.get(task)?.list;
    const first = this.lists[0];
    return !first || this.lists.some(({ id }) => id === list) ? {} : { list: first.id };
  }

  #inList(list: string, without: string): Task[] {
    const open = this.tasksOf(list).filter((id) => id !== without);
    return open.map((id) => this.tasks.get(id)).filter((task) => task !== undefined);
  }

  #checklist(task: string) {
    const items = this.tasks.get(task)?.checklist ?? {};
    return Object.entries(items).map(([id, { position }]) => ({ id, position })).sort(byPosition);
  }

  #write({ verb, method, path, body, knew, ...change }: Write): void {
    const effect = nfc({ space: this.space, ...change }) as Effect;
    const after = this.seq < 0 ? 0 : this.seq;
    this.tools.outbox.add({ verb, team: this.team.id, project: this.id, after, method, path, body: nfc(body), effects: [effect], knew });
  }
}
