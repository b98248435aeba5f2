/** The data layer against a real server: `IZWORK_SERVER=http://127.0.0.1:8000 npm test`. Skipped where none is named. */
import { expect, onTestFinished, test } from 'vitest';
import type { Problem } from '../src/api/http';
import { broadcast } from '../src/data/ports';
import { Workspace } from '../src/data/workspace.svelte';
import { Browser, until } from './tab';
import { Server } from './server';

const SERVER = process.env.IZWORK_SERVER;

/** Somebody with a browser of their own: cookies, storage, a fresh account. */
class Person {
  #cookies = new Map<string, string>();
  workspace: Workspace;

  constructor(readonly email: string) {
    const { storage, locks } = new Browser(new Server());
    this.workspace = new Workspace({ fetch: this.#fetch, storage, locks, channel: broadcast, now: Date.now, visible: () => true, watch: () => () => {} });
    onTestFinished(() => this.workspace.stop());
  }

  #fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(`${SERVER}${String(input)}`, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.#cookies.set(name!, value!);
    }
    return answer;
  };

  async signIn(): Promise<void> {
    const { session } = this.workspace;
    this.workspace.start();
    await until(() => session.status === 'signed-out');
    const { attempt } = await session.ask(this.email, 'vi');
    const token = await mailed(new RegExp(`${attempt}\\.([0-9A-Za-z_-]+)`));
    const first = await session.signIn(attempt, { token }).catch((problem: Problem) => problem);
    expect(first).toMatchObject({ status: 409, code: 'terms_required' });
    const { version, hash } = await session.terms();
    await session.signIn(attempt, { token }, { version, hash });
  }

  /** Everything of the outbox is answered. */
  async sent(): Promise<void> {
    const { outbox } = this.workspace;
    await until(() => outbox.count === 0 && outbox.state === 'idle');
    expect(outbox.refused).toEqual([]);
  }
}

async function mailed(pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 40; tries += 1) {
    const found = pattern.exec(await (await fetch(`${SERVER}/mailbox`)).text());
    if (found) return found[1]!;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`no mail like ${pattern}`);
}

const unique = Math.random().toString(36).slice(2);

async function withProject() {
  const mai = new Person(`mai-${unique}-${Math.random().toString(36).slice(2)}@example.org`);
  await mai.signIn();
  const id = await mai.workspace.teams.create('Lớp Mộc', 'Mai');
  const team = mai.workspace.openTeam(id);
  await until(() => team.loading === 'ready');
  const project = mai.workspace.openProject(id, team.createProject('Xưởng', ['Cần làm', 'Xong']));
  await until(() => project.lists.length === 2);
  return { mai, team, project, todo: project.lists[0]!.id, done: project.lists[1]!.id };
}

test.skipIf(!SERVER)('every verb of a board is taken as it is shown', async () => {
  const { mai, team, project, todo, done } = await withProject();
  const label = project.createLabel('Gấp', 'red');
  const a = project.createTask({ title: 'A', list: todo, labels: { [label]: true }, assignees: { [team.me]: true }, due: '2026-12-01', checklist: { abcdefghijk1: { text: 'một' } } });
  const b = project.createTask({ title: 'B', list: todo, below: null });
  project.moveTask(a, done);
  for (const verb of ['closeTask', 'reopenTask', 'trashTask', 'restoreTask'] as const) project[verb](b);
  project.describe(a, 'mô tả', project.description(a).seq);
  project.describe(a, 'mô tả dài hơn', project.description(a).seq);
  const [kept, gone] = [project.addComment(a, 'chào'), project.addComment(a, 'nhầm')];
  project.moveChecklistItem(a, project.addChecklistItem(a, 'hai'), null);
  project.editTask(a, { title: 'A2', due: null, labels: { [label]: null } })();
  const list = project.createList('Chờ');
  project.moveList(list, null);
  project.renameList(list, 'Chờ duyệt');
  project.editLabel(label, { color: 'blue' });
  const shown = JSON.stringify([project.tasksOf(todo), project.tasksOf(done), project.lists.map(({ name }) => name)]);
  await mai.sent();
  await until(() => project.tasks.get(a)?.pending === false && project.texts === 'ready');
  expect(JSON.stringify([project.tasksOf(todo), project.tasksOf(done), project.lists.map(({ name }) => name)])).toBe(shown);
  expect(project.tasks.get(a)).toMatchObject({ title: 'A', due: '2026-12-01', labels: { [label]: true }, list: done });
  expect(project.description(a).text).toBe('mô tả dài hơn');

  project.editComment(kept, 'chào bạn');
  project.removeComment(gone);
  project.removeLabel(label);
  project.removeList(list);
  await mai.sent();
  await project.refresh();
  expect(project.comments(a).map(({ text }) => text)).toEqual(['chào bạn']);
  expect(project.lists.map(({ name }) => name)).toEqual(['Cần làm', 'Xong']);
  expect((await project.feed()).items.length).toBeGreaterThan(20);
}, 20_000);

test.skipIf(!SERVER)('a team and its guest: joined, admitted, seen within two seconds, dismissed', async () => {
  const { mai, team, project, todo } = await withProject();
  const task = project.createTask({ title: 'Chung', list: todo });
  team.rename('Lớp Hàn');
  team.renameMember(team.me, 'Mai Anh');
  team.renameProject(project.id, 'Xưởng hàn');
  team.archiveProject(project.id)();
  const url = await team.createLink('guest');
  await mai.sent();

  const lan = new Person(`lan-${unique}@example.org`);
  await lan.signIn();
  const token = url.split('#')[1]!;
  expect(await lan.workspace.teams.previewJoining(token)).toMatchObject({ team: { name: 'Lớp Hàn' }, role: 'guest' });
  expect(await lan.workspace.teams.join(token, 'Lan')).toBe(team.id);
  await team.refresh();
  const member = [...team.members.values()].find(({ name }) => name === 'Lan')!.id;
  team.admitGuest(project.id, member);
  await mai.sent();

  const hers = lan.workspace.openProject(team.id, project.id);
  await until(() => hers.loading === 'ready');
  hers.editTask(task, { title: 'Lan sửa' });
  await until(() => project.tasks.get(task)?.title === 'Lan sửa', 2000);

  team.dismissGuest(project.id, member);
  await until(() => hers.loading === 'problem', 5000);
  hers.editTask(task, { title: 'không được nữa' });
  await until(() => lan.workspace.outbox.refused.length === 1);
  expect(lan.workspace.outbox.refused[0]).toMatchObject({ status: 404, body: { title: 'không được nữa' } });
  await lan.workspace.session.signOut();
}, 20_000);
