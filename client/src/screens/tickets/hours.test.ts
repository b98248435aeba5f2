import { expect, test } from 'vitest';
import { opening } from './hours';

const weekdays = { team: '', days: 'weekdays', opens: 8, closes: 17 } as const;
const at = (text: string) => Date.parse(`${text}+07:00`);

test.each([
  ['2026-11-23T08:00', undefined], // a Monday
  ['2026-11-23T16:59', undefined],
  ['2026-11-23T07:59', '2026-11-23T08:00'],
  ['2026-11-23T17:00', '2026-11-24T08:00'],
  ['2026-11-27T17:30', '2026-11-30T08:00'], // from a Friday evening to Monday
  ['2026-11-29T12:00', '2026-11-30T08:00'],
])('at %s somebody answers from %s', (now, next) => {
  expect(opening(weekdays, at(now))).toBe(next && at(next));
});

test('around the clock there is no waiting', () => {
  expect(opening({ team: 'x', days: 'every_day', opens: 0, closes: 24 }, at('2026-11-29T03:00'))).toBeUndefined();
});
