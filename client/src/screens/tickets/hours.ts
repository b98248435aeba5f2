import type { SupportHours } from '../../data';
import { capital } from '../../i18n/dates';
import { current, t } from '../../i18n/index.svelte';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR;

/** Whether somebody answers at that moment, and from when (milliseconds) somebody does if not. */
export function opening(hours: SupportHours, now: number): number | undefined {
  for (let days = 0; days <= 7; days += 1) {
    const midnight = Math.floor((now + VIETNAM) / DAY) * DAY + days * DAY;
    const weekday = new Date(midnight).getUTCDay();
    if (hours.days === 'weekdays' && (weekday === 0 || weekday === 6)) continue;
    const [opens, closes] = [midnight - VIETNAM + hours.opens * HOUR, midnight - VIETNAM + hours.closes * HOUR];
    if (now < closes) return now < opens ? opens : undefined;
  }
  return undefined;
}

/** When to expect an answer, in two sentences. */
export function expectation(hours: SupportHours, now: number): string {
  if (hours.days === 'every_day' && hours.opens === 0 && hours.closes === 24) return t('ticket.hours.always');
  const said = t(`ticket.hours.${hours.days}`, { opens: String(hours.opens), closes: String(hours.closes) });
  const next = opening(hours, now);
  if (next === undefined) return `${said} ${t('ticket.hours.now')}`;
  const when = new Intl.DateTimeFormat(current(), {
    weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh',
  }).format(next);
  return `${said} ${capital(t('ticket.hours.later', { when }))}`;
}
