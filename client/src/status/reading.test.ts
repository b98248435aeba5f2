import { expect, test } from 'vitest';
import { DAYS, days, incidents, percent, share, standing, state, type Region, type Told } from './reading';
import { dictionaries } from './words';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;

function region(more: Partial<Region> = {}): Region {
  return { region: 'ap-northeast-1', last: NOW - MINUTE, days: [], incidents: [], ...more };
}

function told(more: Partial<Told> = {}): Told {
  return { now: 'fit', at: NOW, regions: [region()], told: [], drills: [], ...more };
}

const incident = (begun: string, ended: string | null) => ({
  region: 'ap-northeast-1',
  begun: Date.parse(begun),
  ended: ended === null ? null : Date.parse(ended),
  part: 'write',
});

test('ninety days, and what nobody told of is no data, never fit', () => {
  const shown = days(region({ days: [{ day: '2026-11-21', fit: 720, unfit: 144, silent: 0 }] }), NOW);
  expect(shown).toHaveLength(DAYS);
  expect(shown[0]).toEqual({ day: '2026-08-25', fit: 0, bad: 0, unknown: 1 });
  expect(shown.at(-1)).toEqual({ day: '2026-11-22', fit: 0, bad: 0, unknown: 1 });
  expect(shown.at(-2)).toEqual({ day: '2026-11-21', fit: 0.5, bad: 0.1, unknown: expect.closeTo(0.4) as number });
});

test('of today only what has passed counts', () => {
  const [today] = days(region({ days: [{ day: '2026-11-22', fit: 719, unfit: 0, silent: 1 }] }), NOW).slice(-1);
  expect(today?.fit).toBeCloseTo(719 / 720);
  expect(today?.bad).toBeCloseTo(1 / 720);
  expect(today?.unknown).toBeCloseTo(0);
});

test('the share is of known minutes, and 100 % only when nothing was amiss', () => {
  expect(share(region())).toBeNull();
  const one = region({ days: [{ day: '2026-11-21', fit: 1_000_000, unfit: 1, silent: 0 }] });
  expect(percent(share(one) ?? 0, 'vi')).toBe('99,99%');
  expect(percent(1, 'vi')).toBe('100%');
  expect(percent(0.99876, 'en')).toBe('99.87%');
});

test('words take the place of what was noticed in their time', () => {
  const noticed = [incident('2026-11-20T10:00Z', '2026-11-20T10:07Z'), incident('2026-11-10T10:00Z', '2026-11-10T10:01Z')];
  const words = { begun: '2026-11-20T09:55:00Z', ended: '2026-11-20T10:10:00Z', vi: 'Mất điện.', en: 'Power cut.' };
  const shown = incidents(told({ regions: [region({ incidents: noticed })], told: [words] }));
  expect(shown.map((one) => one.en ?? one.part)).toEqual(['Power cut.', 'write']);
});

test('now: a Region that fails is told while the other serves; what answers has the last word', () => {
  const failing = region({ incidents: [incident('2026-11-22T11:50Z', null)] });
  expect(state(told())).toBe('fit');
  expect(state(told({ regions: [failing, region()] }))).toBe('half');
  expect(state(told({ now: 'unfit', regions: [failing] }))).toBe('unfit');
  expect(state(told({ now: 'degraded' }))).toBe('degraded');
  expect(state(told({ regions: null }))).toBe('fit');
  expect(standing(failing, NOW)).toBe('unfit');
  expect(standing(region(), NOW)).toBe('fit');
  expect(standing(region({ last: NOW - 5 * MINUTE }), NOW)).toBe('unknown');
  expect(standing(region({ last: null }), NOW)).toBe('unknown');
});

test('both languages fill in the same facts', () => {
  const facts = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
  for (const [word, sentence] of Object.entries(dictionaries.vi)) {
    expect(facts(dictionaries.en[word as keyof typeof dictionaries.en]), word).toEqual(facts(sentence));
  }
});
