/** The server's tables were lost and restored from a copy, while browsers knew more than the copy. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Browser, until, type Tab } from './tab';
import { PROJECT, Server, TEAM } from './server';

const SPACE = `${TEAM}/${PROJECT}`;
const TODO = 'LLLLLLLLLLL1';
let server: Server;
let browser: Browser;

beforeEach(() => {
  server = new Server();
  browser = new Browser(server);
});
afterEach(() => browser.end());

const titled = (id: string, title: string) => [{ kind: 'task', id, set: { title, list: TODO, position: id } }];
const shown = (tab: Tab) => new Map([...tab.project.tasks].map(([id, { title }]) => [id, title]));
const stored = () => new Map([...server.space().records.of('task')].map(([id, { title }]) => [id, title]));

async function knowsFiveMoreThanTheCopy(): Promise<number> {
  const tab = await browser.tab();
  const copied = server.head();
  for (let n = 0; n < 5; n += 1) tab.project.createTask({ title: `Mất ${n}`, list: TODO });
  await tab.settled();
  server.commit(SPACE, titled('lostlostlost', 'Cũng mất'));
  tab.on!.wake();
  await tab.project.refresh();
  expect(shown(tab)).toHaveLength(6);
  tab.close();
  return copied;
}

test('who was away while the new log grew shows what it holds, and nothing of what was lost', async () => {
  const copied = await knowsFiveMoreThanTheCopy();
  server.restore(copied);
  for (let n = 0; n < 9; n += 1) server.commit(SPACE, titled(`newnewnewn${n}0`, `Mới ${n}`));
  const again = await browser.tab();
  await again.project.refresh();
  expect(shown(again)).toEqual(stored());
  const later = await browser.tab(); // from what the browser keeps
  server.down = true;
  expect(shown(later)).toEqual(stored());
});

test('a change that waited in the outbox is taken once, though the reply is lost', async () => {
  const copied = await knowsFiveMoreThanTheCopy();
  const away = await browser.tab();
  server.down = true;
  const id = away.project.createTask({ title: 'Còn chờ', list: TODO });
  server.restore(copied);
  server.down = false;
  server.loseReplies = 1;
  away.on!.wake();
  await until(() => server.loseReplies === 0);
  away.on!.wake();
  await away.settled();
  const made = server.space().entries.flatMap(({ ops }) => ops.filter((op) => op.changes.some((change) => change.id === id)));
  expect(made).toHaveLength(1);
  await away.project.refresh();
  expect(shown(away)).toEqual(stored());
});
