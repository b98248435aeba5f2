/** What the status page makes of the record: bars, shares and incidents. Nothing is made up: a minute nobody told of is
 * no data. */
import type { components } from '../api/openapi';

type Shapes = components['schemas'];
export type Told = Shapes['Status'];
export type Region = Shapes['Record'];
export type Drill = Shapes['Rehearsal'];
export type Day = { day: string; fit: number; bad: number; unknown: number };
export type Incident = { begun: number; ended: number | null; region?: string; part?: string; vi?: string; en?: string };

export const DAYS = 90;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The last 90 days, oldest first, each in shares of the time that has passed of it (0 to 1). */
export function days(region: Region, now: number): Day[] {
  const known = new Map(region.days.map((one) => [one.day, one]));
  return Array.from({ length: DAYS }, (_, n) => {
    const at = now - (DAYS - 1 - n) * DAY;
    const day = new Date(at).toISOString().slice(0, 10);
    const passed = Math.max(1, Math.min(1440, Math.floor((now - Date.parse(day)) / MINUTE)));
    const told = known.get(day);
    if (!told) return { day, fit: 0, bad: 0, unknown: 1 };
    const bad = Math.min(1, (told.unfit + told.silent) / passed);
    const fit = Math.min(1 - bad, told.fit / passed);
    return { day, fit, bad, unknown: Math.max(0, 1 - fit - bad) };
  });
}

/** Of the minutes that are known, the share that was fit; null when none is known. */
export function share(region: Region): number | null {
  const fit = region.days.reduce((sum, one) => sum + one.fit, 0);
  const bad = region.days.reduce((sum, one) => sum + one.unfit + one.silent, 0);
  return fit + bad === 0 ? null : fit / (fit + bad);
}

/** A share as people read it: never rounded up to 100 % when something was amiss. */
export function percent(part: number, language: string): string {
  const shown = part === 1 ? 1 : Math.min(part, 0.9999);
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return part === 1 ? new Intl.NumberFormat(language, { style: 'percent' }).format(1) : format.format(Math.floor(shown * 10_000) / 10_000);
}

/** Incidents told in words, and those noticed that no words are about; newest first. */
export function incidents(told: Told): Incident[] {
  const worded: Incident[] = told.told.map((one) => ({
    begun: Date.parse(one.begun),
    ended: Date.parse(one.ended),
    vi: one.vi,
    en: one.en,
  }));
  const noticed = (told.regions ?? [])
    .flatMap((region) => region.incidents)
    .filter((one) => !worded.some((words) => one.begun <= (words.ended ?? Infinity) && (one.ended ?? Infinity) >= words.begun));
  return [...worded, ...noticed].sort((a, b) => b.begun - a.begun);
}

export type Now = 'fit' | 'half' | 'degraded' | 'unfit' | 'unreachable';

/** How it is now: what answers says so itself; another Region may be failing while it serves. */
export function state(told: Told): Now {
  if (told.now !== 'fit') return told.now;
  return (told.regions ?? []).some((region) => region.incidents.some((one) => one.ended === null)) ? 'half' : 'fit';
}

export type Standing = 'fit' | 'unfit' | 'unknown';

/** How a Region is by its record. Three minutes without a word is no data. */
export function standing(region: Region, now: number): Standing {
  if (region.incidents.some((one) => one.ended === null)) return 'unfit';
  return region.last !== null && now - region.last < 4 * MINUTE ? 'fit' : 'unknown';
}
