/** Pages as the server sends them: NDJSON, records as columns, then the entries that came after. */
import type { Entry } from '../api/types';
import type { Fields } from './reducer';
import { Records, type SetName } from './records';

interface Head { space: string; seq: number }
interface Columns { kind: string; n: number; cols: Record<string, unknown[]> }
type Line = Head | Columns | Entry;

const PER_LINE = 500;

/** Reads line by line, so that a long page can be read in slices. */
export class PageReader {
  readonly records = new Records();
  seq = 0;

  constructor(private readonly set: SetName) {}

  line(text: string): void {
    const line = JSON.parse(text) as Line;
    if ('cols' in line) this.#columns(line);
    else if ('ops' in line) {
      this.records.applyEntry(line, this.set);
      this.seq = Math.max(this.seq, line.seq);
    } else this.seq = Math.max(this.seq, line.seq);
  }

  #columns({ kind, n, cols }: Columns): void {
    const into = this.records.of(kind);
    const ids = cols.id as string[];
    const names = Object.keys(cols).filter((name) => name !== 'id' && name !== '__proto__');
    const columns = names.map((name) => cols[name] as unknown[]);
    for (let row = 0; row < n; row += 1) {
      const record: Fields = {};
      for (let c = 0; c < names.length; c += 1) {
        const value = columns[c]![row];
        if (value !== null && value !== undefined) record[names[c]!] = value;
      }
      into.set(ids[row]!, record);
    }
  }
}

export function readPage(lines: readonly string[], set: SetName): PageReader {
  const reader = new PageReader(set);
  for (const line of lines) reader.line(line);
  return reader;
}

/** The same form back, for keeping it here: what readPage() reads. */
export function writePage(space: string, seq: number, records: Records): string[] {
  const lines = [JSON.stringify({ space, seq })];
  for (const [kind, all] of records.kinds) {
    const rows = [...all];
    for (let from = 0; from < rows.length; from += PER_LINE) {
      lines.push(JSON.stringify(columnsOf(kind, rows.slice(from, from + PER_LINE))));
    }
  }
  return lines;
}

function columnsOf(kind: string, rows: readonly [string, Fields][]): Columns {
  const cols: Record<string, unknown[]> = { id: rows.map(([id]) => id) };
  const names = new Set(rows.flatMap(([, record]) => Object.keys(record)));
  for (const name of names) cols[name] = rows.map(([, record]) => record[name] ?? null);
  return { kind, n: rows.length, cols };
}
