import { describe, expect, test, vi } from 'vitest';
import { sections, sectionsFor } from './sections';

vi.stubGlobal('location', { pathname: '/desk', hash: '', hostname: 'localhost' });
const { router } = await import('./router.svelte');
const { invitation } = await import('./session.svelte');
const { speaker } = await import('./ui/talk.svelte');

describe('sections', () => {
  test('each has an address of its own, which the router finds', () => {
    const ids = sections.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(router.match(`/desk/${id}`)).toMatchObject({ screen: 'section', params: { section: id } });
  });

  test('an agent sees what one of their roles opens, their own log and the guide', () => {
    const seen = (...roles: string[]) => sectionsFor(roles).map((one) => one.id);
    expect(seen()).toEqual(['log', 'guide']);
    for (const one of sections) {
      for (const role of one.roles) expect(seen(role)).toContain(one.id);
    }
    for (const one of sections.filter((one) => one.roles.length)) {
      const others = ['support', 'finance', 'reviewer', 'abuse'].filter((role) => !(one.roles as readonly string[]).includes(role));
      expect(seen(...others)).not.toContain(one.id);
    }
  });
});

test('the link of an appointment is told from any other fragment', () => {
  const agent = 'AbCdEfGhIjKlMnOpQrStUv';
  expect(invitation(`${agent}.tok-en_tok-en_tok-en_`)).toEqual({ agent, token: 'tok-en_tok-en_tok-en_' });
  for (const other of ['', 'content', agent, `${agent}.`, `${agent}.short`, `x.${'t'.repeat(40)}`]) {
    expect(invitation(other), other).toBeUndefined();
  }
});

test('who said it: the account, this agent or another', () => {
  expect(speaker('account', 'me1')).toBe('account');
  expect(speaker('me1', 'me1')).toBe('me');
  expect(speaker('other', 'me1')).toBe('agent');
  expect(speaker('other', undefined)).toBe('agent');
});
