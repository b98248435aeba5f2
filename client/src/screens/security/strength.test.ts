import { expect, test } from 'vitest';
import { strengthOf } from './strength';

const email = 'hoanguyen@example.vn';

test.each([
  ['ngắn quá', 'short'],
  ['hoanguyen123456', 'own'],
  ['matkhaumatkhau1', 'common'],
  ['Mật khẩu password 2026', 'common'],
  ['abcdefgh12345678', 'sequence'],
  ['qwertyuiop 098765', 'sequence'],
  ['lalalalalalalala', 'repeats'],
])('%s is weak and says why: %s', (password, why) => {
  const { score, weak } = strengthOf(password, email);
  expect(weak).toContain(why);
  expect(score).toBeLessThanOrEqual(1);
});

test.each(['mẫu đơn nở muộn bảy', 'correct horse battery staple', 'x9#Kq2!vLm7pTz'])('%s is good', (password) => {
  expect(strengthOf(password, email)).toMatchObject({ weak: [] });
  expect(strengthOf(password, email).score).toBeGreaterThanOrEqual(2);
});

test('longer is stronger, and eleven characters are never enough', () => {
  expect(strengthOf('Kx9#vQ2!mLp', email).score).toBe(0);
  expect(strengthOf('bốn con gà ăn thóc ngoài sân', email).score).toBe(3);
});
