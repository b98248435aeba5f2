import { expect, test } from 'vitest';
import { codeIn } from './code';

test.each(['302939', ' 302 939 ', '302-939', 'Mã IZwork: 302939. Đừng đưa mã cho ai.\n@izwork.com #302939'])(
  'the six digits in %j',
  (typed) => {
    expect(codeIn('phone', typed)).toBe('302939');
  },
);

test('a mailed code keeps its letters, whatever stands between them', () => {
  expect(codeIn('email', ' nat8-mhfv ')).toBe('NAT8MHFV');
});

test('what is not whole yet stays as it is', () => {
  expect(codeIn('phone', '30 29')).toBe('3029');
});
