import { afterAll, expect, test } from 'vitest';
import { Browser, until } from './tab';
import { PROJECT, Server, TEAM } from './server';

const N = 5000;
const server = new Server();
const browser = new Browser(server);
afterAll(() => browser.end());

const WORDS = ['Sửa', 'đường', 'ống', 'nước', 'cho', 'Nguyễn', 'Thị', 'Ánh', 'xưởng', 'mộc', 'gỗ', 'lớp', 'hàn', 'học', 'kỳ'];

test(`a board of ${N} tasks: times printed, not judged (this machine is shared)`, async () => {
  server.commit(`${TEAM}/${PROJECT}`, Array.from({ length: N }, (_, i) => {
    const title = Array.from({ length: 6 }, (_, w) => WORDS[(i * 7 + w * 5) % WORDS.length]).join(' ');
    const set = { title: `${title} ${i}`, list: `LLLLLLLLLLL${1 + (i % 2)}`, position: `b${String(i).padStart(4, '0')}1`.slice(0, 4) + String(i), labels: { x: true }, assignees: { m: true }, due: '2026-01-01', created_at: i, created_by: 'm' };
    return { kind: 'task', id: `t${String(i).padStart(11, '0')}`, set };
  }));
  server.commit(`${TEAM}/${PROJECT}`, Array.from({ length: N }, (_, i) => ({ kind: 'description', id: `t${String(i).padStart(11, '0')}`, set: { text: 'Mô tả của công việc, viết dài ra. '.repeat(9) } })));
  const times: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    times[name] = Math.round((performance.now() - start) * 10) / 10;
    return result;
  };
  const cold = await timed('open cold', () => browser.tab());
  await timed('texts, in the background', () => until(() => cold.project.texts === 'ready'));
  await new Promise((go) => setTimeout(go, 600));
  const warm = await timed('open warm', () => browser.tab());
  await until(() => warm.project.texts === 'ready');
  await new Promise((go) => setTimeout(go, 800)); // the texts are folded meanwhile
  const id = warm.project.tasksOf('LLLLLLLLLLL1')[1200]!;
  await timed('one edit shown', () => warm.project.editTask(id, { title: 'Khác' }));
  await timed('one move shown', () => warm.project.moveTask(id, 'LLLLLLLLLLL2', null));
  for (const query of ['duong', 'đường nguyễn', 'cong viec', 'khongco']) {
    const runs: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const start = performance.now();
      warm.workspace.search(query);
      runs.push(performance.now() - start);
    }
    times[`search ${query}, median of 15 (first ${runs[0]!.toFixed(1)} ms)`] = Number(runs.sort((a, b) => a - b)[7]!.toFixed(1));
  }
  console.info(Object.entries(times).map(([name, ms]) => `${name}: ${ms} ms`).join('\n'));
  expect(warm.project.tasksOf('LLLLLLLLLLL2')[0]).toBe(id);
  await warm.settled();
}, 30_000);
