import { expect, test } from 'vitest';
import { initials } from './initials';
import { linkify } from './linkify';

test('initials keep the given name, which comes last in Vietnamese', () => {
  expect(initials('Nguyễn Thị Lan')).toBe('TL');
  expect(initials('  đức ')).toBe('Đ');
  expect(initials('')).toBe('');
});

test('web addresses become links, their closing punctuation does not', () => {
  expect(linkify('Xem https://a.vn/b. Rồi (https://c.vn/d) nhé')).toEqual([
    { text: 'Xem ' },
    { text: 'https://a.vn/b', href: 'https://a.vn/b' },
    { text: '. Rồi (' },
    { text: 'https://c.vn/d', href: 'https://c.vn/d' },
    { text: ') nhé' },
  ]);
});

test('nothing but http and https becomes a link', () => {
  expect(linkify('javascript:alert(1) data:text/html,x')).toEqual([{ text: 'javascript:alert(1) data:text/html,x' }]);
});
