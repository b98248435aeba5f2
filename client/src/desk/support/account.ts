import type { Shapes } from '../api';
import type { Key } from '../words';

export type Found = Shapes['Found'];
export type Errand = Shapes['Errand'];
export type What = Shapes['NewErrand']['what'];
export type Why = Shapes['NewErrand']['why'];

/** What support may have done, the most asked for first. */
export const errands: readonly What[] = ['resend-mails', 'lift-limits', 'start-recovery', 'end-sessions'];

/** Why: the owner reads it in words of the server's. */
export const whys: readonly Why[] = ['ticket', 'mail', 'phone', 'misuse', 'fault'];

const kinds: [RegExp, Key][] = [
  [/^sign_in/, 'mail.sign_in'],
  [/^invitation/, 'mail.invitation'],
  [/^verify_email/, 'mail.verify_email'],
  [/^proof/, 'mail.proof'],
  [/recovery/, 'mail.recovery'],
  [/^(plan|sponsorship)_/, 'mail.plan'],
  [/^guardian/, 'mail.guardian'],
  [/eras/, 'mail.erase'],
  [/^alert/, 'mail.alert'],
  [/^ticket_/, 'mail.ticket'],
  [/^restriction_/, 'mail.restriction'],
];

/** What kind of mail a template makes, in words. */
export function mailKind(template: string): Key {
  return kinds.find(([sign]) => sign.test(template))?.[1] ?? 'mail.other';
}

/** What came of an errand, in words; with a colour of its own. */
export function outcome(one: Errand): { key: Key; color: string } {
  switch (one.outcome) {
    case null:
      return { key: 'errand.going', color: 'c-blue' };
    case 'done':
      return { key: 'errand.done', color: 'c-green' };
    case 'nothing':
      return { key: 'errand.nothing', color: 'c-gray' };
    case 'refused':
      return { key: one.what === 'start-recovery' ? 'errand.refused.start-recovery' : 'errand.refused', color: 'c-orange' };
    default:
      return { key: 'errand.failed', color: 'c-red' };
  }
}

// Each look is written into the owner's log: so it is not looked every second, and not for ever.
const LOOKS = [20_000, 20_000, 25_000, 30_000]; // milliseconds from one look to the next

/** How long until the next look at an errand that is being carried out; undefined: look no more by itself. */
export function nextLook(looked: number): number | undefined {
  return LOOKS[looked];
}
