/** Changes shown before they are confirmed, by the record they touch. */
import type { Effect, OutboxRow } from './db';
import { reduce, type Fields } from './reducer';
import type { Change } from './types';

/** A space on the screen. */
export interface Watcher {
  readonly seq: number;
  touched(records: readonly Pick<Change, 'kind' | 'id'>[]): void;
}

interface Shown { op: string; effect: Effect }
interface Settling { op: string; space: string; seq: number }

export class Effects {
  #shown = new Map<string, Map<string, Shown[]>>();
  #watchers = new Map<string, Watcher>();
  #settling: Settling[] = [];

  watch(space: string, watcher: Watcher): void {
    this.#watchers.set(space, watcher);
  }

  unwatchAll(): void {
    this.#watchers.clear();
    this.#shown.clear();
    this.#settling = [];
  }

  seqOf(space: string): number | undefined {
    const seq = this.#watchers.get(space)?.seq;
    return seq !== undefined && seq >= 0 ? seq : undefined;
  }

  /** The record as it will be, and whether anything about it is still on its way. */
  over(space: string, kind: string, id: string, record: Fields | undefined): { record: Fields | undefined; pending: boolean } {
    const shown = this.#shown.get(space)?.get(`${kind}\n${id}`);
    if (!shown) return { record, pending: false };
    let result = record;
    for (const { effect } of shown) {
      // Deleted meanwhile by somebody else: a patch does not bring it back as half a record.
      if (result || effect.delete || whole(effect)) result = reduce(result, effect);
    }
    return { record: result, pending: true };
  }

  /** Ids of a kind that something on its way may have made. */
  idsOf(space: string, kind: string): string[] {
    const keys = [...(this.#shown.get(space)?.keys() ?? [])];
    return keys.filter((key) => key.startsWith(`${kind}\n`)).map((key) => key.slice(kind.length + 1));
  }

  add({ op, effects }: OutboxRow): void {
    for (const effect of effects) {
      let records = this.#shown.get(effect.space);
      if (!records) this.#shown.set(effect.space, (records = new Map()));
      const key = `${effect.kind}\n${effect.id}`;
      records.set(key, [...(records.get(key) ?? []), { op, effect }]);
    }
    this.#tell(effects);
  }

  /** Refused or discarded: as if it had not been done. */
  drop({ op, effects }: Pick<OutboxRow, 'op' | 'effects'>, space?: string): void {
    const going = space === undefined ? effects : effects.filter((effect) => effect.space === space);
    for (const effect of going) {
      const records = this.#shown.get(effect.space);
      const key = `${effect.kind}\n${effect.id}`;
      const left = records?.get(key)?.filter((shown) => shown.op !== op) ?? [];
      if (left.length > 0) records?.set(key, left);
      else records?.delete(key);
    }
    this.#tell(going);
  }

  /** Accepted at `seq` of `home`: shown on until the space on the screen has that entry itself. */
  accept(row: OutboxRow, home: string, seq: number): void {
    for (const space of new Set(row.effects.map((effect) => effect.space))) {
      const watcher = this.#watchers.get(space);
      // A project made by a write of its team begins with an entry of its own.
      const needed = space === home ? seq : 1;
      if (watcher && watcher.seq < needed) this.#settling.push({ op: row.op, space, seq: needed });
      else this.drop(row, space);
    }
  }

  /** `space` has moved on: what it now holds itself is no longer shown over it. */
  confirmed(space: string): void {
    const seq = this.#watchers.get(space)?.seq ?? Infinity;
    const done = this.#settling.filter((one) => one.space === space && one.seq <= seq);
    if (done.length === 0) return;
    this.#settling = this.#settling.filter((one) => !done.includes(one));
    const ops = new Set(done.map(({ op }) => op));
    for (const shown of [...(this.#shown.get(space)?.values() ?? [])].flat()) {
      if (ops.has(shown.op)) this.drop({ op: shown.op, effects: [shown.effect] });
    }
  }

  #tell(effects: readonly Effect[]): void {
    for (const space of new Set(effects.map((effect) => effect.space))) {
      this.#watchers.get(space)?.touched(effects.filter((effect) => effect.space === space));
    }
  }
}

/** Makes a record, rather than changing one: every creation carries its time or, for lists and labels, its name. */
function whole(effect: Effect): boolean {
  const set = effect.set ?? {};
  return 'created_at' in set || (effect.kind === 'list' && 'position' in set && 'name' in set) || (effect.kind === 'label' && 'color' in set && 'name' in set) || effect.kind === 'description';
}
