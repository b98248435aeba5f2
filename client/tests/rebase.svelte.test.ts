import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Browser, until, type Tab } from './tab';
import { PROJECT, Server, TEAM } from './server';

const SPACE = `${TEAM}/${PROJECT}`;
const [TODO, DOING] = ['LLLLLLLLLLL1', 'LLLLLLLLLLL2'];
let server: Server;
let browser: Browser;
let tab: Tab;

beforeEach(async () => {
  server = new Server();
  const at = (id: string, position: string) => ({ kind: 'task', id, set: { title: id, list: TODO, position, created_at: 1, created_by: 'M' } });
  server.commit(SPACE, [at('a', 'a0'), at('b', 'a1'), at('c', 'a2')]);
  browser = new Browser(server);
  tab = await browser.tab();
});
afterEach(() => browser.end());

test('what others do and what I do lie over each other field by field', async () => {
  server.down = true;
  tab.project.editTask('a', { title: 'của tôi' });
  server.down = false;
  server.commit(SPACE, [{ kind: 'task', id: 'a', set: { title: 'của bạn', due: '2026-03-03' } }]);
  server.failures = [{ status: 503 }];
  await tab.project.refresh();
  expect(tab.project.tasks.get('a')).toMatchObject({ title: 'của tôi', due: '2026-03-03', pending: true });
  tab.on!.wake();
  await tab.settled();
  expect(tab.project.tasks.get('a')).toMatchObject({ title: 'của tôi', due: '2026-03-03', pending: false });
});

test('what somebody else removed is not brought back by a patch', async () => {
  server.down = true;
  const label = tab.project.createLabel('Gấp', 'red');
  server.down = false;
  await tab.settled().catch(() => {});
  tab.on!.wake();
  await tab.settled();
  server.down = true;
  tab.project.editLabel(label, { name: 'Rất gấp' });
  server.down = false;
  server.failures = [{ status: 503 }];
  server.commit(SPACE, [{ kind: 'label', id: label, delete: true }]);
  await tab.project.refresh();
  expect(tab.project.labels.get(label)).toBeUndefined();
});

test('moving: shown at the place asked for, undone to where it was', async () => {
  const undo = tab.project.moveTask('c', TODO, null);
  expect(tab.project.tasksOf(TODO)).toEqual(['c', 'a', 'b']);
  const across = tab.project.moveTask('a', DOING);
  expect(tab.project.tasksOf(DOING)).toEqual(['a']);
  across();
  undo();
  expect(tab.project.tasksOf(TODO)).toEqual(['a', 'b', 'c']);
  await tab.settled();
  expect(tab.project.tasksOf(TODO)).toEqual(['a', 'b', 'c']);
});

test('verbs give back what they did', async () => {
  const { project } = tab;
  const undo = [project.editTask('a', { title: 'A', due: '2026-01-01', labels: { l: true } }), project.closeTask('b'), project.trashTask('c')];
  expect(project.closed).toEqual(['b']);
  expect(project.trash).toEqual(['c']);
  for (const back of undo.reverse()) back();
  await tab.settled();
  expect(project.tasksOf(TODO)).toEqual(['a', 'b', 'c']);
  expect(project.tasks.get('a')).toMatchObject({ title: 'a', labels: {}, pending: false });
  expect(project.tasks.get('a')?.due).toBeUndefined();
});

test('a checklist is told to the server as neighbours', async () => {
  const bodies: string[] = [];
  const { fetch } = server;
  tab.workspace.http['fetch' as never] = ((url: string, init: RequestInit) => {
    if (init.method === 'POST') bodies.push(String(init.body));
    return fetch(url, init);
  }) as never;
  const first = tab.project.addChecklistItem('a', 'một');
  const second = tab.project.addChecklistItem('a', 'hai');
  tab.project.moveChecklistItem('a', second, null);
  const { checklist } = tab.project.tasks.get('a')!;
  expect(checklist[second]!.position < checklist[first]!.position).toBe(true);
  await tab.settled();
  const told = bodies.flatMap((body) => JSON.parse(body).ops).map((op) => op.body.checklist);
  expect(told).toEqual([
    { [first]: { text: 'một', done: false, below: null } },
    { [second]: { text: 'hai', done: false, below: first } },
    { [second]: { below: null } },
  ]);
});

test('comments: added, edited, removed', async () => {
  await until(() => tab.project.texts === 'ready');
  const id = tab.project.addComment('a', 'Chào');
  expect(tab.project.comments('a')).toMatchObject([{ id, text: 'Chào', pending: true }]);
  await tab.settled();
  tab.project.editComment(id, 'Chào bạn');
  expect(tab.project.comments('a')[0]).toMatchObject({ text: 'Chào bạn', pending: true });
  tab.project.removeComment(id);
  expect(tab.project.comments('a')).toEqual([]);
  await tab.settled();
  expect(server.space().records.of('comment').size).toBe(0);
});

test('a change of one task wakes only its readers', async () => {
  const drawn: string[] = [];
  const { project } = tab;
  const stop = $effect.root(() => {
    for (const id of ['a', 'b', 'c']) $effect(() => void drawn.push(`${id} ${project.tasks.get(id)?.title}`));
    $effect(() => void drawn.push(`list ${project.tasksOf(TODO).join('')}`));
  });
  flushSync();
  drawn.length = 0;
  project.editTask('b', { title: 'B' });
  flushSync();
  expect(drawn).toEqual(['b B']);
  project.moveTask('c', TODO, null);
  flushSync();
  expect(drawn).toEqual(['b B', 'c c', 'list cab']);
  stop();
  await tab.settled();
});

test('after a long absence the pages are loaded anew', async () => {
  tab.close();
  for (let i = 0; i < 2100; i += 1) server.commit(SPACE, [{ kind: 'task', id: 'a', set: { title: `t${i}` } }], `many-${i}-0123456789`);
  server.asked = [];
  const again = await browser.tab();
  await until(() => again.project.tasks.get('a')?.title === 't2099');
  expect(server.asked.filter((one) => /(board|entries)$/.test(one)).slice(0, 2).map((one) => one.split('/').at(-1))).toEqual(['entries', 'board']);
});

test('the next visit starts from this browser, and only asks for what is new', async () => {
  await until(() => tab.project.texts === 'ready');
  server.commit(SPACE, [{ kind: 'task', id: 'a', set: { title: 'mới' } }, { kind: 'description', id: 'a', set: { text: 'mô tả' } }]);
  await tab.project.refresh();
  await new Promise((go) => setTimeout(go, 30));
  tab.close();
  server.down = true;
  const offline = await browser.tab();
  expect(offline.project.tasks.get('a')?.title).toBe('mới');
  await until(() => offline.project.texts === 'ready');
  expect(offline.project.description('a').text).toBe('mô tả');
  server.down = false;
  server.asked = [];
  offline.on!.wake();
  await until(() => server.asked.some((one) => one.endsWith('/entries')));
  expect(server.asked.some((one) => one.endsWith('/board'))).toBe(false);
});

test('many entries are folded into pages here, and read back the same', async () => {
  await until(() => tab.project.texts === 'ready');
  for (let i = 0; i < 320; i += 1) server.commit(SPACE, [{ kind: 'task', id: 'b', set: { title: `t${i}` } }], `many-${i}-0123456789`);
  await tab.project.refresh();
  await new Promise((go) => setTimeout(go, 200));
  tab.close();
  server.down = true;
  const again = await browser.tab();
  expect(again.project.tasks.get('b')?.title).toBe('t319');
  expect(again.project.seq).toBe(322);
});

test('after a repair of the log, a browser that holds what was set aside reads the board anew', async () => {
  const head = server.head(SPACE);
  server.commit(SPACE, [{ kind: 'task', id: 'a', set: { title: 'sai' } }]);
  await tab.project.refresh();
  expect(tab.project.tasks.get('a')?.title).toBe('sai');
  // As the server's repair leaves it: empty entries, and one that says so.
  const space = server.space(SPACE);
  space.entries[head]!.ops = [];
  space.entries.push({ seq: head + 2, ops: [], back: head });
  space.records.apply({ kind: 'task', id: 'a', set: { title: 'a' } });
  server.commit(SPACE, [{ kind: 'task', id: 'b', set: { title: 'mới' } }]);
  await tab.project.refresh();
  expect(tab.project.tasks.get('a')?.title).toBe('a');
  expect(tab.project.tasks.get('b')?.title).toBe('mới');
  const mine = tab.project.createTask({ title: 'Sau đó', list: TODO });
  await tab.settled();
  expect(server.space(SPACE).records.get('task', mine)?.title).toBe('Sau đó');
  const again = await browser.tab();
  expect(again.project.tasks.get('a')?.title).toBe('a');
});
