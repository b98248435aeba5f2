import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Records } from '../src/data/records';
import { inverse, merge } from '../src/data/reducer';
import type { Change } from '../src/data/types';

interface Vector { name: string; before: Tree; changes: Change[]; after: Tree }
type Tree = Record<string, Record<string, Record<string, unknown>>>;

const vectors = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../tests/vectors/patches.json'), 'utf8')) as Vector[];

function grown(tree: Tree): Records {
  const records = new Records();
  for (const [kind, all] of Object.entries(tree)) for (const [id, record] of Object.entries(all)) records.of(kind).set(id, record);
  return records;
}

/** As JSON with sorted keys, so that a key named __proto__ counts like any other. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${written(inner)}`).join()}}`;
}

function tree(records: Records): Tree {
  const kinds = [...records.kinds].filter(([, all]) => all.size > 0);
  return Object.fromEntries(kinds.map(([kind, all]) => [kind, Object.fromEntries(all)]));
}

describe('the vectors shared with the server', () => {
  test('there are at least 200', () => expect(vectors.length).toBeGreaterThanOrEqual(200));
  test.each(vectors)('$name', ({ before, changes, after }) => {
    const start = written(before);
    const records = grown(before);
    for (const change of changes) records.apply(change);
    const filled = Object.fromEntries(Object.entries(after).filter(([, all]) => Object.keys(all).length > 0));
    expect(written(tree(records))).toBe(written(filled));
    expect(written(before), 'what was there before is not changed in place').toBe(start);
  });
});

test('a key named __proto__ stays a key', () => {
  const patch = JSON.parse('{"__proto__": {"spoiled": true}, "constructor": {"prototype": {"spoiled": true}}}') as Record<string, unknown>;
  const merged = merge({}, patch);
  expect(Object.hasOwn(merged, '__proto__')).toBe(true);
  expect(({} as Record<string, unknown>).spoiled).toBeUndefined();
  expect((merged as { spoiled?: boolean }).spoiled).toBeUndefined();
});

test('inverse takes a patch back', () => {
  const before = { title: 'A', due: '2026-01-01', labels: { l1: true }, checklist: { c1: { text: 'x', done: false } } };
  const patch = { title: 'B', due: null, start: '2026-02-02', labels: { l1: null, l2: true }, checklist: { c1: { done: true } } };
  expect(merge(merge(before, patch), inverse(before, patch))).toEqual(before);
});
