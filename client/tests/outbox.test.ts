import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Browser, until } from './tab';
import { PROJECT, Server, TEAM } from './server';

const [TODO, DOING] = ['LLLLLLLLLLL1', 'LLLLLLLLLLL2'];
let server: Server;
let browser: Browser;

beforeEach(() => {
  server = new Server();
  browser = new Browser(server);
});
afterEach(() => browser.end());

test('a write is shown at once, sent, and then no longer pending', async () => {
  const tab = await browser.tab();
  const id = tab.project.createTask({ title: 'Bào gỗ', list: TODO });
  expect(tab.project.tasks.get(id)).toMatchObject({ title: 'Bào gỗ', pending: true });
  expect(tab.project.tasksOf(TODO)).toEqual([id]);
  await tab.settled();
  expect(tab.project.tasks.get(id)?.pending).toBe(false);
  expect(server.space().records.get('task', id)?.title).toBe('Bào gỗ');
});

test('while the site can only be read, a write waits, says so, and goes out by itself', async () => {
  const tab = await browser.tab();
  const paused = { status: 503, code: 'read_only', retryAfter: 0 };
  server.failures = [paused, paused, paused];
  const id = tab.project.createTask({ title: 'Giữ lại', list: TODO });
  await until(() => tab.workspace.outbox.state === 'paused');
  expect(tab.workspace.online.state).toBe('online');
  expect(tab.workspace.outbox.refused).toEqual([]);
  const seen = new Set<string>();
  while (server.failures.length) {
    seen.add(tab.workspace.outbox.state);
    tab.on!.wake();
    await new Promise((go) => setTimeout(go, 1));
  }
  expect([...seen]).toEqual(['paused']);
  tab.on!.wake();
  await tab.settled();
  expect(server.space().records.get('task', id)?.title).toBe('Giữ lại');
  expect(tab.workspace.outbox.state).toBe('idle');
});

test('text is sent as NFC', async () => {
  const tab = await browser.tab();
  const id = tab.project.createTask({ title: 'Ca\u0302\u0300n', list: TODO });
  await tab.settled();
  expect(server.space().records.get('task', id)?.title).toBe('Cần'.normalize('NFC'));
});

describe('without a network', () => {
  test('edits work, and are sent once when it is back, in order', async () => {
    const tab = await browser.tab();
    server.down = true;
    const a = tab.project.createTask({ title: 'A', list: TODO });
    const b = tab.project.createTask({ title: 'B', list: TODO, below: null });
    tab.project.editTask(a, { title: 'A2', due: '2026-12-01' });
    tab.project.moveTask(a, DOING, null);
    tab.project.closeTask(b);
    await until(() => tab.workspace.outbox.state === 'offline');
    expect(tab.workspace.online.state).toBe('offline');
    expect(tab.project.tasks.get(a)).toMatchObject({ title: 'A2', due: '2026-12-01', list: DOING, pending: true });
    expect(tab.project.closed).toEqual([b]);
    server.down = false;
    tab.on!.wake();
    await tab.settled();
    expect(server.ops().filter((op) => !op.startsWith('other'))).toHaveLength(5);
    expect(server.verbs().slice(1).map((verb) => verb.split(' ')[0])).toEqual(['POST', 'POST', 'PATCH', 'PATCH', 'PUT']);
    expect(tab.project.tasks.get(a)).toMatchObject({ title: 'A2', list: DOING, pending: false });
    expect(tab.project.tasksOf(DOING)).toEqual([a]);
  });

  test('they survive a closed tab', async () => {
    const first = await browser.tab();
    server.down = true;
    const id = first.project.createTask({ title: 'Còn đây', list: TODO });
    await until(() => first.workspace.outbox.state === 'offline');
    first.close();
    const second = await browser.tab();
    await until(() => second.project.tasks.get(id) !== undefined);
    expect(second.project.tasks.get(id)).toMatchObject({ title: 'Còn đây', pending: true });
    expect(second.workspace.outbox.count).toBe(1);
    server.down = false;
    second.on!.wake();
    await second.settled();
    expect(server.space().records.of('task').size).toBe(1);
  });
});

test('a lost answer: the write is there once, and known to be', async () => {
  const tab = await browser.tab();
  server.loseReplies = 1;
  tab.project.createTask({ title: 'Một lần', list: TODO });
  await until(() => tab.workspace.outbox.state === 'offline');
  tab.on!.wake();
  await tab.settled();
  const sent = server.ops().filter((op) => !op.startsWith('other'));
  expect(sent).toHaveLength(1);
  expect(tab.project.tasksOf(TODO)).toHaveLength(1);
});

test('a lost answer is also found by asking what is new', async () => {
  const tab = await browser.tab();
  server.loseReplies = 1;
  tab.project.createTask({ title: 'Một lần', list: TODO });
  await until(() => tab.workspace.outbox.state === 'offline');
  await tab.project.refresh();
  expect(tab.workspace.outbox.count).toBe(0);
  expect(tab.project.tasks.get(tab.project.tasksOf(TODO)[0]!)?.pending).toBe(false);
});

test('a refused write is kept to be seen, its effect is taken back, the others go on', async () => {
  const tab = await browser.tab();
  const id = tab.project.createTask({ title: 'Gốc', list: TODO });
  await tab.settled();
  server.refusals.set('Xấu', { status: 422, code: 'invalid', detail: 'Tên không được.', field: 'title' });
  server.down = true;
  tab.project.editTask(id, { title: 'Xấu' });
  tab.project.editTask(id, { due: '2026-05-01' });
  expect(tab.project.tasks.get(id)?.title).toBe('Xấu');
  server.down = false;
  tab.on!.wake();
  await tab.settled();
  expect(tab.project.tasks.get(id)).toMatchObject({ title: 'Gốc', due: '2026-05-01', pending: false });
  const [refused] = tab.workspace.outbox.refused;
  expect(refused).toMatchObject({ verb: 'task.edit', code: 'invalid', sentence: 'Tên không được.', body: { title: 'Xấu' } });

  server.refusals.clear();
  await tab.workspace.outbox.retry(refused!.op);
  await tab.settled();
  expect(tab.project.tasks.get(id)?.title).toBe('Xấu');
  expect(tab.workspace.outbox.refused).toHaveLength(0);
});

test('a refused write is still there in the next visit, until it is discarded', async () => {
  const first = await browser.tab();
  server.refusals.set('Xấu', { status: 422, code: 'invalid' });
  first.project.createTask({ title: 'Xấu', list: TODO });
  await until(() => first.workspace.outbox.refused.length === 1);
  await new Promise((go) => setTimeout(go, 30));
  first.close();
  const second = await browser.tab();
  await until(() => second.workspace.outbox.refused.length === 1);
  expect(second.project.tasksOf(TODO)).toEqual([]);
  await second.workspace.outbox.discard(second.workspace.outbox.refused[0]!.op);
  expect(second.workspace.outbox.refused).toHaveLength(0);
});

test('a description changed by someone else: both versions are kept', async () => {
  const tab = await browser.tab();
  const id = tab.project.createTask({ title: 'Mô tả', list: TODO });
  await tab.settled();
  await until(() => tab.project.texts === 'ready');
  const base = tab.project.description(id).seq;
  server.commit(`${TEAM}/${PROJECT}`, [{ kind: 'description', id, set: { text: 'của bạn' } }]);
  tab.project.describe(id, 'của tôi', base);
  await until(() => tab.workspace.outbox.refused.length === 1);
  expect(tab.workspace.outbox.refused[0]).toMatchObject({ code: 'stale', mine: 'của tôi', theirs: 'của bạn' });
  await until(() => tab.project.description(id).text === 'của bạn');
  await tab.workspace.outbox.retry(tab.workspace.outbox.refused[0]!.op);
  await tab.settled();
  expect(tab.project.description(id).text).toBe('của tôi');
});

test('a description written over my own earlier one is no conflict', async () => {
  const tab = await browser.tab();
  const id = tab.project.createTask({ title: 'Mô tả', list: TODO });
  await tab.settled();
  await until(() => tab.project.texts === 'ready');
  const base = tab.project.description(id).seq;
  server.down = true;
  tab.project.describe(id, 'một', base);
  tab.project.describe(id, 'một hai', base);
  server.down = false;
  tab.on!.wake();
  await tab.settled();
  expect(tab.workspace.outbox.refused).toEqual([]);
  expect(tab.project.description(id).text).toBe('một hai');
});

test('429 and 503 wait and try again with the same op', async () => {
  const tab = await browser.tab();
  server.failures = [{ status: 503 }];
  tab.project.createTask({ title: 'Chờ', list: TODO });
  await until(() => tab.workspace.outbox.state === 'offline');
  expect(tab.workspace.outbox.count).toBe(1);
  await until(() => tab.workspace.outbox.count === 0);
  expect(tab.workspace.outbox.refused).toHaveLength(0);
});

test('a bad request among many is found, the others arrive', async () => {
  const tab = await browser.tab();
  server.down = true;
  for (let i = 0; i < 9; i += 1) tab.project.createTask({ title: `T${i}`, list: TODO });
  await until(() => tab.workspace.outbox.state === 'offline');
  server.down = false;
  server.failures = Array.from({ length: 5 }, () => ({ status: 413 }));
  tab.on!.wake();
  await until(() => tab.workspace.outbox.count === 0);
  expect(tab.workspace.outbox.refused).toHaveLength(1);
  expect(server.space().records.of('task').size).toBe(8);
});

test('an expired session keeps the outbox and goes on after signing in', async () => {
  const tab = await browser.tab();
  server.signedIn = false;
  const id = tab.project.createTask({ title: 'Giữ', list: TODO });
  await until(() => tab.workspace.session.expired);
  expect(tab.workspace.session.status).toBe('signed-out');
  expect(tab.workspace.outbox.count).toBe(1);
  await tab.workspace.session.signIn('attempt', { code: 'ABCDEFGH' });
  await tab.settled();
  expect(server.space().records.get('task', id)?.title).toBe('Giữ');
});

test('two tabs: one sender, both show it', async () => {
  const [one, two] = [await browser.tab(), await browser.tab()];
  server.down = true;
  const a = one.project.createTask({ title: 'Một', list: TODO });
  const b = two.project.createTask({ title: 'Hai', list: TODO });
  await until(() => one.project.tasks.get(b) !== undefined && two.project.tasks.get(a) !== undefined);
  server.down = false;
  one.on!.wake();
  two.on!.wake();
  await Promise.all([one.settled(), two.settled()]);
  expect(server.ops().filter((op) => !op.startsWith('other'))).toHaveLength(2);
  await until(() => [one, two].every((tab) => [a, b].every((id) => tab.project.tasks.get(id)?.pending === false)));
});

test('a project made without a network can be worked in at once', async () => {
  const tab = await browser.tab();
  server.down = true;
  const id = tab.team.createProject('Vườn', ['Cần làm', 'Xong']);
  const project = tab.workspace.openProject(TEAM, id);
  await until(() => project.lists.length === 2);
  expect(project.name).toBe('Vườn');
  const task = project.createTask({ title: 'Tưới', list: project.lists[0]!.id });
  server.down = false;
  tab.on!.wake();
  await tab.settled();
  await until(() => project.loading === 'ready' && project.tasks.get(task)?.pending === false);
  expect(tab.team.projects.get(id)).toMatchObject({ name: 'Vườn', pending: false });
  expect(server.space(`${TEAM}/${id}`).records.get('task', task)?.title).toBe('Tưới');
});

test('a team renamed: shown at once, confirmed later', async () => {
  const tab = await browser.tab();
  const undo = tab.team.rename('Lớp Hàn');
  expect(tab.team.name).toBe('Lớp Hàn');
  await tab.settled();
  await until(() => tab.team.seq === 2);
  undo();
  await tab.settled();
  await until(() => tab.team.seq === 3);
  expect(tab.team.name).toBe('Lớp Mộc');
});

test('signing out wipes this browser', async () => {
  const tab = await browser.tab();
  tab.workspace.drafts.set('x', 'nháp');
  tab.project.createTask({ title: 'Bí mật', list: TODO });
  await tab.settled();
  await tab.workspace.session.signOut();
  expect(tab.workspace.session.status).toBe('signed-out');
  expect(browser.storage.length).toBe(0);
  const left = await indexedDB.databases();
  expect(left.filter(({ name }) => name?.startsWith('izwork-'))).toEqual([]);
});
