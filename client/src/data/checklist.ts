/** Checklists: kept here with positions, told to the server as neighbours. */
import { byPosition, positionUnder, type Placed } from './order';
import type { ChecklistItem, TaskFields } from './types';

type Items = Readonly<Record<string, ChecklistItem>>;
type Patch = NonNullable<TaskFields['checklist']>;
interface Told { text?: string; done?: boolean; below?: string | null }

/** New items get positions in the order they are named, where they have none. */
export function withPositions(items: Patch): Record<string, ChecklistItem> {
  const placed: Placed[] = [];
  const out: Record<string, ChecklistItem> = {};
  for (const [id, item] of Object.entries(items)) {
    if (!item) continue;
    const position = item.position ?? positionUnder(placed, undefined);
    placed.push({ id, position });
    placed.sort(byPosition);
    out[id] = { text: item.text ?? '', done: item.done ?? false, position };
  }
  return out;
}

/** The patch as the server takes it: `below` names the item above instead of a position. */
export function checklistFor(before: Items, patch: Patch): Record<string, Told | null> {
  const after = new Map(Object.entries(before).map(([id, { position }]) => [id, position]));
  const told: Record<string, Told | null> = {};
  for (const [id, item] of Object.entries(patch)) {
    if (item === null) {
      after.delete(id);
      told[id] = null;
      continue;
    }
    const { position, ...rest } = item;
    told[id] = rest;
    if (position === undefined) continue;
    after.delete(id);
    const above = [...after].map(([other, at]) => ({ id: other, position: at })).sort(byPosition);
    told[id] = { ...rest, below: above.filter((one) => byPosition(one, { id, position }) < 0).at(-1)?.id ?? null };
    after.set(id, position);
  }
  return told;
}
