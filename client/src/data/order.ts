import { generateKeyBetween } from 'fractional-indexing';

export interface Placed { readonly id: string; readonly position: string }

/** The order things are shown in: by position as plain characters, ties by id; the server's own rule. */
export function byPosition(a: Placed, b: Placed): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Where a thing will stand until the server has said its own position.
 * `sorted` without the thing itself; `below`: the neighbour above it, null = top, undefined or unknown = bottom.
 */
export function positionUnder(sorted: readonly Placed[], below: string | null | undefined): string {
  const found = below === null ? -1 : sorted.findIndex((one) => one.id === below);
  const above = below !== null && found < 0 ? sorted.length - 1 : found;
  const low = sorted[above]?.position ?? null;
  const high = sorted[above + 1]?.position ?? null;
  try {
    return generateKeyBetween(low, high);
  } catch {
    // Two neighbours share a position, or one is not a key of ours: just after the upper one, until the server answers.
    return `${low ?? ''}V`;
  }
}

/** The id above `id` in `ids`: what to name as `below` to come back to this place. */
export function aboveOf(ids: readonly string[], id: string): string | null {
  return ids[ids.indexOf(id) - 1] ?? null;
}
