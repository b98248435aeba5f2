import { expect, test } from 'vitest';
import { SearchIndex } from '../src/search';
import { fold } from '../src/search/fold';

function index(titles: string[], texts: string[][] = []): SearchIndex {
  const made = new SearchIndex({ title: (task) => titles[Number(task)], texts: (task) => texts[Number(task)] ?? [] });
  titles.forEach((_, i) => made.touch(String(i)));
  return made;
}

const tasks = (found: { task: string }[]) => found.map(({ task }) => Number(task));

test('folding takes off accents, đ too, and nothing else', () => {
  expect(fold('Đường')).toBe('duong');
  expect(fold('Nguyễn Thị Ánh')).toBe('nguyen thi anh');
  expect(fold('Nguyê\u0303n')).toBe('nguyen');
  expect(fold('C++ 50% 日本 🌱 عربي')).toBe('c++ 50% 日本 🌱 عربي');
});

test('found without accents, with them first', () => {
  const found = index(['Con dương cầm', 'Con đường làng', 'Đường phố', 'Duong']).find('đường');
  expect(tasks(found).slice(0, 2).sort()).toEqual([1, 2]);
  expect(found.map(({ exact }) => exact)).toEqual([true, true, false, false]);
  expect(tasks(index(['Con đường làng', 'khác']).find('duong'))).toEqual([0]);
  expect(tasks(index(['Con đường làng', 'khác']).find('DUONG'))).toEqual([0]);
});

test('every word must be there, in any order, also when only part of one is typed', () => {
  const names = index(['Gọi Nguyễn Thị Ánh', 'Gọi Nguyễn Văn Anh']);
  expect(tasks(names.find('anh thi nguyen'))).toEqual([0]);
  expect(tasks(names.find('Nguyễn Thị Ánh'))).toEqual([0]);
  expect(tasks(names.find('nguy'))).toEqual([0, 1]);
  expect(names.find('   ')).toEqual([]);
});

test('decomposed and composed queries are the same', () => {
  expect(index(['Đường']).find('Đường'.normalize('NFD'))[0]?.exact).toBe(true);
});

test('descriptions and comments come after titles', () => {
  const found = index(['khác', 'gỗ lim', 'nữa'], [['mô tả có gỗ'], [''], ['', 'bình luận về gỗ']]).find('gỗ');
  expect(found.map(({ task, where }) => [Number(task), where])).toEqual([[1, 'title'], [0, 'description'], [2, 'comment']]);
});

test('a changed task is found by its new words only', () => {
  const titles = ['cũ'];
  const made = index(titles);
  expect(made.find('cu')).toHaveLength(1);
  titles[0] = 'mới';
  made.touch('0');
  expect(made.find('cu')).toHaveLength(0);
  expect(made.find('moi')).toHaveLength(1);
  titles.length = 0;
  made.touch('0');
  expect(made.find('moi')).toHaveLength(0);
});
