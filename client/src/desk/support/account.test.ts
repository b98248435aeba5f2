import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mailKind, nextLook, outcome, type Errand } from './account';

const templates = readdirSync(join(import.meta.dirname, '../../../../chalicelib/notices/templates'))
  .filter((name) => name.endsWith('.vi.txt') && !name.startsWith('sms_'))
  .map((name) => name.replace('.vi.txt', ''));

test('every mail there is has words of its own', () => {
  expect(templates.length).toBeGreaterThan(20);
  expect(templates.filter((name) => mailKind(name) === 'mail.other')).toEqual([]);
  expect(mailKind('alert.recovery_started')).toBe('mail.recovery');
  expect(mailKind('alert.new_device')).toBe('mail.alert');
  expect(mailKind('something_newer')).toBe('mail.other');
});

function errand(what: string, came: string | null): Errand {
  return { id: 'e', what, agent: 'a', note: null, words: null, asked_at: 0, done_at: null, outcome: came, many: null };
}

test('an errand is being carried out until something came of it', () => {
  expect(outcome(errand('end-sessions', null)).key).toBe('errand.going');
  expect(outcome(errand('end-sessions', 'done')).key).toBe('errand.done');
  expect(outcome(errand('end-sessions', 'refused')).key).toBe('errand.refused');
  expect(outcome(errand('start-recovery', 'refused')).key).toBe('errand.refused.start-recovery');
  expect(outcome(errand('resend-mails', 'failed')).key).toBe('errand.failed');
});

test('it is looked after it past the next minute’s run, and not for ever: each look is in the owner’s log', () => {
  const pauses = Array.from({ length: 10 }, (_, n) => nextLook(n)).filter((one) => one !== undefined);
  expect(pauses.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(60_000 + 20_000);
  expect(pauses.length).toBeLessThan(6);
});
