import { current, t } from './index.svelte';

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = current() + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(current(), options)));
  return made;
}

function relative(): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(current(), { numeric: 'auto' });
}

/** "YYYY-MM-DD" of a moment, in the person's own time zone. */
export function dateOf(at: number): string {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Whole days from one "YYYY-MM-DD" to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** As it stands at the beginning of a line. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(current()) + text.slice(1);
}

/** A date as people say it inside a sentence: today, tomorrow, yesterday, else day and month (and the year when it is another). */
export function dayLabel(date: string, now: number): string {
  const days = daysBetween(dateOf(now), date);
  if (Math.abs(days) <= 1) return relative().format(days, 'day').toLocaleLowerCase(current());
  const sameYear = date.slice(0, 4) === dateOf(now).slice(0, 4);
  return format({ day: 'numeric', month: 'short', year: sameYear ? undefined : 'numeric', timeZone: 'UTC' }).format(
    Date.parse(date),
  );
}

/** A date with its day of the week: "thứ bảy, 5 thg 12"; for yesterday, today and tomorrow these words. */
export function weekday(date: string, now: number): string {
  const label = dayLabel(date, now);
  if (Math.abs(daysBetween(dateOf(now), date)) <= 1) return label;
  return `${format({ weekday: 'short', timeZone: 'UTC' }).format(Date.parse(date))}, ${label}`;
}

/** The heading over a day of the feed. */
export function dayHeading(at: number, now: number): string {
  const days = daysBetween(dateOf(now), dateOf(at));
  const full = format({ weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  if (days < -1) return capital(full);
  return `${capital(relative().format(days, 'day'))} · ${full}`;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago; past a week it is the date. */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed > 7 * DAY) return dayLabel(dateOf(at), now);
  for (const [unit, length] of steps) {
    if (passed >= length) return relative().format(-Math.floor(passed / length), unit);
  }
  return t('justNow');
}

export function clockTime(at: number): string {
  return format({ hour: '2-digit', minute: '2-digit' }).format(at);
}

/** A day as it stands in a contract: 22/11/2026. */
export function day(at: number): string {
  return format(current() === 'vi' ? { day: '2-digit', month: '2-digit', year: 'numeric' } : { dateStyle: 'long' }).format(at);
}

export function fullTime(at: number): string {
  return format({ dateStyle: 'long', timeStyle: 'short' }).format(at);
}

export type DueState = 'overdue' | 'soon' | 'later';

/** Overdue before today; soon means today and the two days after. */
export function dueState(date: string, now: number): DueState {
  const days = daysBetween(dateOf(now), date);
  if (days < 0) return 'overdue';
  return days <= 2 ? 'soon' : 'later';
}
