import { expect, test } from 'vitest';
import { ListWindow } from './window.svelte';

function of(count: number): ListWindow {
  const view = new ListWindow();
  view.ids = Array.from({ length: count }, (_, i) => `t${i}`);
  return view;
}

test('of 5,000 cards only those near the viewport are in the page', () => {
  const view = of(5_000);
  view.scrolled(100_000, 800);
  expect(view.to - view.from).toBeLessThan(60);
  expect(view.shown).toContain(`t${Math.round(100_000 / 58)}`);
});

test('what is above, shown and below always adds up to the whole list', () => {
  const view = of(1_000);
  const whole = view.before + view.after + view.shown.length * 58;
  for (const top of [0, 5_000, 30_000, 1_000_000]) {
    view.scrolled(top, 900);
    expect(view.before + view.after + view.shown.length * 58).toBe(whole);
  }
});

test('a measured height moves what comes after it', () => {
  const view = of(10);
  const before = view.spot('t5')[0];
  view.measure([{ dataset: { task: 't2' }, offsetHeight: 158 } as unknown as HTMLElement]);
  expect(view.spot('t5')[0]).toBe(before + 100);
});

test('a short list is shown whole', () => {
  const view = of(4);
  view.scrolled(0, 900);
  expect(view.shown).toEqual(['t0', 't1', 't2', 't3']);
});
