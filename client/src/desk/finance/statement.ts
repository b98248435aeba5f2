/** A bank's statement as a CSV file: which of its columns is what, and the transfers that came in. */
import { fold } from '../../search/fold';

export const columns = ['id', 'amount', 'at', 'text'] as const;
export type Column = (typeof columns)[number];

/** One incoming transfer: the bank's number of it, đồng, the day as the statement says it, its text. */
export interface Line {
  id: string;
  amount: number;
  at: string;
  text: string;
}

export interface Statement {
  header: string[];
  rows: string[][];
}

export type Mapping = Record<Column, number>;

/** A row that is no transfer: its number in the file, from 1, and the amount that was not understood. */
export interface Fault {
  row: number;
  amount: string;
}

// What banks call them, without accents; the first that fits is taken.
const names: Record<Column, RegExp[]> = {
  id: [/^id$/, /(so|ma) (gd|giao dich|tham chieu|but toan|ct|chung tu)/, /^(ref|reference|transaction id)/, /^fitid$/],
  amount: [/^amount$/, /(ghi|phat sinh) co/, /^(co|credit)$/, /credit amount/, /tien vao/, /^so tien/],
  at: [/^at$/, /^ngay/, /date/, /thoi gian/],
  text: [/^text$/, /noi dung/, /dien giai/, /mo ta/, /description/, /remark/, /chi tiet/],
};

/** The text of a file: UTF-8, or UTF-16 where its mark says so (Excel's "Unicode text"). */
export function decoded(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** The cells of a CSV text, row by row; separated by commas, semicolons or tabs, whichever its first rows have most of. */
export function cells(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '');
  const start = plain.slice(0, 4000);
  const separator = [',', ';', '\t'].reduce((best, one) => (start.split(one).length > start.split(best).length ? one : best));
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < plain.length; at += 1) {
    const letter = plain[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (plain[at + 1] === '"') cell += plain[(at += 1)];
      else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (letter === separator) end();
    else if (letter === '\n') {
      end();
      rows.push([]);
    } else if (letter !== '\r') cell += letter;
  }
  end();
  return rows;
}

/** The table in a statement: banks write a title, the account and the balance above it. Undefined: there is none. */
export function statement(text: string): Statement | undefined {
  const rows = cells(text);
  const found = rows.findIndex((row) => guess(row).amount >= 0 && guess(row).text >= 0);
  const head = found >= 0 ? found : rows.findIndex((row) => row.filter(Boolean).length >= columns.length);
  const header = rows[head];
  if (!header) return undefined;
  return { header, rows: rows.slice(head + 1).filter((row) => row.some(Boolean)) };
}

/** Which column is what, by its name; -1 where none fits. */
export function guess(header: readonly string[]): Mapping {
  const folded = header.map((name) => fold(name).replace(/[^a-z0-9]+/g, ' ').trim());
  const of = (column: Column): number => {
    for (const sign of names[column]) {
      const at = folded.findIndex((name) => sign.test(name));
      if (at >= 0) return at;
    }
    return -1;
  };
  return { id: of('id'), amount: of('amount'), at: of('at'), text: of('text') };
}

/** Đồng of a cell: 2900000, 2.900.000, "+2,900,000.00 VND"; 0 where nothing came in, undefined for what is no amount. */
export function amount(cell: string): number | undefined {
  const plain = cell.replace(/\s|₫|VND|đ$/gi, '');
  if (plain === '' || plain.startsWith('-') || /^\(.*\)$/.test(plain)) return 0;
  const whole = plain.replace(/^\+/, '').replace(/[.,]00?$/, '').replace(/[.,](?=\d{3}(\D|$))/g, '');
  return /^\d{1,15}$/.test(whole) ? Number(whole) : undefined;
}

/** The transfers that came in, in the file's order, and the rows that are not understood. */
export function incoming(read: Statement, by: Mapping): { lines: Line[]; faults: Fault[] } {
  const lines: Line[] = [];
  const faults: Fault[] = [];
  read.rows.forEach((row, number) => {
    const cell = (column: Column) => (row[by[column]] ?? '').normalize('NFC');
    const came = amount(cell('amount'));
    if (came === 0) return;
    if (came === undefined || !cell('id')) faults.push({ row: number + 1, amount: cell('amount') });
    else lines.push({ id: cell('id'), amount: came, at: cell('at'), text: cell('text') });
  });
  return { lines, faults };
}

/** In parts that the server takes at once. */
export function parts<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));
}

/** The lines as the server reads a statement: CSV whose first line names its columns. */
export function written(lines: readonly Line[]): string {
  const quoted = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  return [columns.join(','), ...lines.map((line) => columns.map((one) => quoted(line[one])).join(','))].join('\r\n');
}
