import { expect, test } from 'vitest';
import { readPage, writePage } from '../src/data/columns';
import { newId, newOp, nfc } from '../src/data/ids';
import { byPosition, positionUnder } from '../src/data/order';
import { checklistFor } from '../src/data/checklist';

const LINES = [
  '{"space":"T/P","seq":12}',
  '{"kind":"list","n":1,"cols":{"id":["l1"],"name":["Cần làm"],"position":["a0"]}}',
  '{"kind":"task","n":2,"cols":{"id":["t1","t2"],"title":["A","B"],"due":[null,"2026-01-01"],"labels":[{"x":true},{}]}}',
  '{"seq":12,"ops":[{"op":"o","by":"m","at":1,"verb":"task.edit","changes":[{"kind":"task","id":"t1","set":{"title":"A2","due":"2026-02-02"}},{"kind":"comment","id":"c","set":{"text":"x"}}]}]}',
];

test('columns become records, null is absent, the tail is laid on top', () => {
  const { records, seq } = readPage(LINES, 'board');
  expect(seq).toBe(12);
  expect(records.get('task', 't1')).toEqual({ title: 'A2', due: '2026-02-02', labels: { x: true } });
  expect(records.get('task', 't2')).toEqual({ title: 'B', due: '2026-01-01', labels: {} });
  expect(records.get('comment', 'c'), 'another set').toBeUndefined();
});

test('what is written is read back', () => {
  const { records, seq } = readPage(LINES, 'board');
  const again = readPage(writePage('T/P', seq, records), 'board');
  expect(again.seq).toBe(12);
  expect([...again.records.of('task')]).toEqual([...records.of('task')]);
});

test('ids: 12 and 22 characters, sorted by time, no two alike', () => {
  const ids = Array.from({ length: 1000 }, () => newId(1_800_000_000_000));
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^[0-9A-Za-z]{12}$/.test(id))).toBe(true);
  expect(newId(1_800_000_000_000) < newId(1_800_000_001_000)).toBe(true);
  expect(newOp()).toMatch(/^[0-9A-Za-z_-]{16,40}$/);
  expect(nfc({ a: ['e\u0302'] })).toEqual({ a: ['ê'] });
});

test('positions: under, top, bottom, between equals', () => {
  const sorted = [{ id: 'a', position: 'a0' }, { id: 'b', position: 'a1' }, { id: 'c', position: 'a1' }];
  expect(positionUnder(sorted, null) < 'a0').toBe(true);
  expect(positionUnder(sorted, undefined) > 'a1').toBe(true);
  expect(positionUnder(sorted, 'unknown') > 'a1').toBe(true);
  const under = positionUnder(sorted, 'a');
  expect(under > 'a0' && under < 'a1').toBe(true);
  expect(positionUnder(sorted, 'b') > 'a1').toBe(true);
  expect(positionUnder([], null)).toBe('a0');
  expect([...sorted].reverse().sort(byPosition).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('a removed checklist item is told as null, a restored one with its neighbour', () => {
  const before = { a: { text: 'A', done: false, position: 'a0' }, c: { text: 'C', done: true, position: 'a2' } };
  expect(checklistFor(before, { a: null })).toEqual({ a: null });
  expect(checklistFor(before, { b: { text: 'B', done: false, position: 'a1' } })).toEqual({ b: { text: 'B', done: false, below: 'a' } });
});
