import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ACTIVE, Activity, backoff, HIDDEN, IDLE, Poller } from '../src/data/poller';
import type { Ports } from '../src/data/ports';

let visible: boolean;
let on: { wake(): void; input(): void; offline(): void };
let asked: number;
let fail: { retryAfter?: number } | undefined;
let poller: Poller;
let activity: Activity;

beforeEach(() => {
  vi.useFakeTimers();
  [visible, asked, fail] = [true, 0, undefined];
  const ports = { now: () => Date.now(), visible: () => visible, watch: (heard: typeof on) => ((on = heard), () => {}) };
  activity = new Activity(ports as unknown as Ports);
  poller = new Poller(async () => {
    asked += 1;
    if (fail) throw fail;
  }, activity);
  poller.start();
});
afterEach(() => {
  poller.stop();
  vi.useRealTimers();
});

async function during(milliseconds: number, first = () => {}): Promise<number> {
  const before = asked;
  first();
  await vi.advanceTimersByTimeAsync(milliseconds);
  return asked - before;
}

test('once a second while somebody works', async () => {
  expect(await during(10 * ACTIVE)).toBe(10);
});

test('every 30 seconds after two minutes without input, at once with the next', async () => {
  await during(121_000);
  expect(await during(300_000)).toBe(300_000 / IDLE);
  expect(await during(1, () => on.input())).toBe(1);
  expect(await during(5 * ACTIVE)).toBe(5);
});

test('every minute while hidden, at once when seen again', async () => {
  visible = false;
  await during(2 * ACTIVE);
  expect(await during(5 * HIDDEN)).toBe(5);
  visible = true;
  expect(await during(1, () => on.wake())).toBe(1);
});

test('slower and slower while it fails, never less often than about twice a minute, Retry-After kept', async () => {
  fail = {};
  expect(await during(60_000)).toBeLessThan(9);
  expect(await during(80_000)).toBeGreaterThanOrEqual(2);
  fail = { retryAfter: 50_000 };
  await during(40_000);
  const before = asked;
  await during(49_000);
  expect(asked - before).toBeLessThanOrEqual(1);
  fail = undefined;
  on.wake();
  expect(await during(3 * ACTIVE + 1)).toBeGreaterThanOrEqual(3);
});

test('one question at a time', async () => {
  let [running, most] = [0, 0];
  const slow = new Poller(async () => {
    most = Math.max(most, (running += 1));
    await new Promise((go) => setTimeout(go, 5000));
    running -= 1;
  }, activity);
  slow.start();
  for (let i = 0; i < 10; i += 1) {
    void slow.now();
    await during(700);
  }
  slow.stop();
  expect(most).toBe(1);
});

test('waiting doubles up to half a minute', () => {
  expect([1, 2, 3, 9].map((failures) => Math.round(backoff(failures) / 1000) >= 2 ** (failures - 1) || backoff(failures) >= 15_000)).toEqual([true, true, true, true]);
  expect(backoff(99)).toBeLessThanOrEqual(36_000);
});
