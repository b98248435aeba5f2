import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ago, capital, dateOf, dayHeading, dayLabel, dueState, weekday } from './dates';
import { speak } from './index.svelte';

const now = new Date(2026, 10, 22, 15, 30).getTime();
const MINUTE = 60_000;

beforeAll(() => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('localStorage', { setItem: () => {}, getItem: () => null });
});

describe('dates in Vietnamese', () => {
  beforeAll(() => speak('vi'));

  test('a near day is named, a far one is written', () => {
    expect(dayLabel('2026-11-22', now)).toBe('hôm nay');
    expect(dayLabel('2026-11-23', now)).toBe('ngày mai');
    expect(dayLabel('2026-11-21', now)).toBe('hôm qua');
    expect(dayLabel('2026-12-09', now)).toBe('9 thg 12');
    expect(dayLabel('2027-01-09', now)).toContain('2027');
  });

  test('a date is told with its day of the week', () => {
    expect(weekday('2026-12-05', now)).toMatch(/7, 5 thg 12$/);
    expect(weekday('2026-11-23', now)).toBe('ngày mai');
  });

  test('the feed heads its days', () => {
    expect(dayHeading(now - MINUTE, now)).toMatch(/^Hôm nay · Chủ Nhật/);
    expect(dayHeading(now - 72 * 60 * MINUTE, now)).toMatch(/^Thứ Năm/);
  });

  test('time passed is told in its largest unit', () => {
    expect(ago(now - 10_000, now)).toBe('vừa xong');
    expect(ago(now - 5 * MINUTE, now)).toBe('5 phút trước');
    expect(ago(now - 3 * 60 * MINUTE, now)).toBe('3 giờ trước');
    expect(ago(now + MINUTE, now)).toBe('vừa xong');
  });

  test('a line begins with a capital, Đ included', () => {
    expect(capital('đến hạn')).toBe('Đến hạn');
  });
});

test('dates in English', async () => {
  await speak('en');
  expect(dayLabel('2026-11-23', now)).toBe('tomorrow');
  expect(ago(now - 2 * 60 * MINUTE, now)).toBe('2 hours ago');
});

test('a due date is overdue from the day after, soon for three days', () => {
  expect(dueState('2026-11-21', now)).toBe('overdue');
  expect(dueState('2026-11-22', now)).toBe('soon');
  expect(dueState('2026-11-24', now)).toBe('soon');
  expect(dueState('2026-11-25', now)).toBe('later');
  expect(dateOf(now)).toBe('2026-11-22');
});
