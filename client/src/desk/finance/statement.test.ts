import { describe, expect, test } from 'vitest';
import { amount, cells, decoded, guess, incoming, parts, statement, written } from './statement';

const VIETCOMBANK = [
  '\ufeffSAO KÊ TÀI KHOẢN,,,,',
  'Số tài khoản: 0011012345678,,,,',
  'STT,Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Diễn giải',
  '1,20/11/2026,FT001,,"2.900.000","IZ2ABCDEFG, thanh toan ""goi"" Premium"',
  '2,20/11/2026,FT002,"55.000",,Phi dich vu',
  '3,21/11/2026,FT003,,abc,Khong ro',
  '',
].join('\r\n');

test('the table is found under what the bank writes above it, and its columns by their names', () => {
  const read = statement(VIETCOMBANK)!;
  expect(read.header[2]).toBe('Số tham chiếu');
  expect(guess(read.header)).toEqual({ id: 2, amount: 4, at: 1, text: 5 });
  expect(incoming(read, guess(read.header))).toEqual({
    lines: [{ id: 'FT001', amount: 2_900_000, at: '20/11/2026', text: 'IZ2ABCDEFG, thanh toan "goi" Premium' }],
    faults: [{ row: 3, amount: 'abc' }],
  });
});

test('the plain form of the command line is taken as well, with semicolons or tabs', () => {
  for (const separator of [',', ';', '\t']) {
    const read = statement([['id', 'amount', 'at', 'text'], ['T1', '290000', '2026-11-20', 'IZ23456789']].map((row) => row.join(separator)).join('\n'))!;
    expect(incoming(read, guess(read.header)).lines).toEqual([{ id: 'T1', amount: 290_000, at: '2026-11-20', text: 'IZ23456789' }]);
  }
});

test('a transfer without the bank’s number is told of, never entered: entered again it would count twice', () => {
  const read = statement('id,amount,at,text\n,290000,20/11,IZ23456789')!;
  expect(incoming(read, guess(read.header))).toEqual({ lines: [], faults: [{ row: 1, amount: '290000' }] });
});

test('a line end inside quotes belongs to the cell', () => {
  expect(cells('a,"b\nc"\nd,e')).toEqual([['a', 'b\nc'], ['d', 'e']]);
});

test('what is no table is none', () => {
  expect(statement('xin chào')).toBeUndefined();
  expect(statement('')).toBeUndefined();
});

describe('amounts', () => {
  test.each([
    ['2900000', 2_900_000],
    ['2.900.000', 2_900_000],
    ['2,900,000', 2_900_000],
    ['+2,900,000.00 VND', 2_900_000],
    ['2.900.000,00', 2_900_000],
    ['290.000 ₫', 290_000],
    ['500', 500],
    ['', 0],
    ['0', 0],
    ['-55.000', 0],
    ['(55.000)', 0],
    ['abc', undefined],
    ['1e9', undefined],
    ['12.34', undefined],
    ['2.9', undefined],
  ])('%s', (cell, wanted) => expect(amount(cell)).toBe(wanted));
});

test('Excel’s Unicode text is read', () => {
  const wide = new Uint8Array([0xff, 0xfe, ...[...'Số'].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])]);
  expect(decoded(wide)).toBe('Số');
  expect(decoded(new TextEncoder().encode('Số'))).toBe('Số');
});

test('in parts, nothing lost', () => {
  expect(parts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(parts([], 2)).toEqual([]);
});

test('what is sent reads as what was found', () => {
  const lines = [{ id: 'FT"1', amount: 290_000, at: '20/11/2026', text: 'IZ23456789, "gói"\nhai dòng' }];
  const read = statement(written(lines))!;
  expect(incoming(read, guess(read.header)).lines).toEqual(lines);
});
