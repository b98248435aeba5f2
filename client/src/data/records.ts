import type { Entry } from '../api/types';
import { reduce, type Fields } from './reducer';
import type { Change } from './types';

export type SetName = 'board' | 'texts';

const TEXTS: ReadonlySet<string> = new Set(['description', 'comment']);

export function setOf(kind: string): SetName {
  return TEXTS.has(kind) ? 'texts' : 'board';
}

/** Records by kind and id. A record is never changed in place: a new one takes its stead. */
export class Records {
  readonly kinds = new Map<string, Map<string, Fields>>();

  of(kind: string): Map<string, Fields> {
    let records = this.kinds.get(kind);
    if (!records) this.kinds.set(kind, (records = new Map()));
    return records;
  }

  get(kind: string, id: string): Fields | undefined {
    return this.kinds.get(kind)?.get(id);
  }

  apply(change: Change): void {
    const records = this.of(change.kind);
    const record = reduce(records.get(change.id), change);
    if (record) records.set(change.id, record);
    else records.delete(change.id);
  }

  /** Only the changes that belong to `set`. */
  applyEntry(entry: Entry, set: SetName): void {
    for (const { changes } of entry.ops) {
      for (const change of changes) if (setOf(change.kind) === set) this.apply(change);
    }
  }
}
