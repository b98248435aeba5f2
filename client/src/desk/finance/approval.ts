import { day } from '../../i18n/dates';
import type { Shapes } from '../api';
import { t, type Key } from '../words';

export type Approval = Shapes['Approval'];

export const waits = (one: Approval): boolean => one.decision === null;

/** Where it stands, for the agent who looks. */
export function standing(one: Approval, me: string | undefined): { key: Key; color: string } {
  if (one.decision === 'confirmed') return { key: 'approvals.confirmed', color: 'c-green' };
  if (one.decision !== null) return { key: 'approvals.declined', color: 'c-gray' };
  return one.asked_by === me ? { key: 'approvals.waitsOther', color: 'c-blue' } : { key: 'approvals.waitsYou', color: 'c-yellow' };
}

/** "sponsored 2027-12-31" in words. */
export function noted(note: string | null): string {
  const [plan = '', until] = (note ?? '').split(' ');
  const named = /^(free|premium|sponsored|dedicated)$/.test(plan) ? t(`plan.${plan as 'free'}`) : plan;
  return until ? `${named} ${t('plans.term.until', { day: day(Date.parse(`${until}T12:00`)) })}` : named;
}
