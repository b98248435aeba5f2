/** Three tabs, a bad network, random work: in the end everybody sees what the server has, each write once. */
import { expect, test } from 'vitest';
import type { Project } from '../src/data/types';
import { PROJECT, Server, TEAM } from './server';
import { Browser, until, type Tab } from './tab';

const LISTS = ['LLLLLLLLLLL1', 'LLLLLLLLLLL2'];

/** The same numbers for the same seed (mulberry32), so that a failure can be had again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function work(project: Project, roll: (sides: number) => number): void {
  const tasks = [...project.tasks.keys()];
  const task = tasks[roll(tasks.length || 1)];
  const list = LISTS[roll(2)]!;
  const what = task === undefined ? 0 : roll(9);
  if (what < 2) project.createTask({ title: `t${roll(1000)}`, list, below: roll(2) ? null : undefined });
  else if (what === 2) project.editTask(task!, { title: `t${roll(1000)}`, due: roll(2) ? '2026-01-01' : null });
  else if (what === 3) project.moveTask(task!, list, project.tasksOf(list).filter((id) => id !== task)[roll(3)]);
  else if (what === 4) project.closeTask(task!)();
  else if (what === 5) project.trashTask(task!);
  else if (what === 6) project.restoreTask(task!);
  else if (what === 7) project.addComment(task!, `c${roll(1000)}`);
  else project.reopenTask(task!);
}

function trouble(server: Server, roll: (sides: number) => number): void {
  const what = roll(8);
  server.down = what === 0;
  if (what === 1) server.loseReplies = 1 + roll(3);
  if (what === 2) server.failures.push({ status: 503 });
  if (what === 3) server.failures.push({ status: 429 });
}

function seen({ project }: Tab): string {
  const tasks = [...project.tasks.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const comments = tasks.flatMap(({ id }) => project.comments(id).map((comment) => [comment.id, comment.text]));
  const order = [...LISTS.map((list) => project.tasksOf(list)), [...project.closed].sort(), [...project.trash].sort()];
  return JSON.stringify([tasks.map(({ id, title, due, list, position, pending }) => [id, title, due, list, position, pending]), comments, order]);
}

test.each([1, 2, 3, 4, 5, 6])('storm %i', async (seed) => {
  const roll = dice(seed);
  const server = new Server();
  const browser = new Browser(server);
  const tabs = [await browser.tab(), await browser.tab(), await browser.tab()];
  await until(() => tabs.every((tab) => tab.project.texts === 'ready'));
  const made: string[] = [];
  for (const tab of tabs) {
    const { outbox } = tab.workspace;
    const add = outbox.effects.add.bind(outbox.effects);
    outbox.effects.add = (row) => (made.push(row.op), add(row));
  }
  for (let step = 0; step < 60; step += 1) {
    const at = roll(tabs.length);
    if (roll(12) === 0) {
      tabs[at]!.close();
      server.down = false;
      tabs[at] = await browser.tab();
    }
    work(tabs[at]!.project, roll);
    if (roll(3) === 0) trouble(server, roll);
    if (roll(4) === 0) tabs[at]!.on!.wake();
    if (roll(3) === 0) await new Promise((go) => setTimeout(go, roll(8)));
  }
  Object.assign(server, { down: false, loseReplies: 0, failures: [] });
  for (const tab of tabs) tab.on!.wake();
  await until(() => tabs.every((tab) => tab.workspace.outbox.count === 0), 8000);
  await until(() => tabs.every((tab) => tab.project.texts === 'ready'));
  for (const tab of tabs) await tab.project.refresh();

  const ops = server.ops().slice(1);
  expect(new Set(ops).size, 'nothing twice').toBe(ops.length);
  expect(made.length).toBeGreaterThan(40);
  expect(made.filter((op) => !ops.includes(op)), 'nothing lost').toEqual([]);
  expect(tabs.flatMap((tab) => tab.workspace.outbox.refused)).toEqual([]);
  expect(server.space(`${TEAM}/${PROJECT}`).records.of('task').size).toBe(tabs[0]!.project.tasks.size);
  const views = tabs.map(seen);
  expect(views[1]).toBe(views[0]);
  expect(views[2]).toBe(views[0]);
  expect(views[0]).not.toContain('true');
  await browser.end();
}, 20_000);
