/** The shapes of the API's answers that the data layer reads, from the OpenAPI document; records as they are declared there. */
import type { Change, Role } from '../data/types';
import type { components } from './openapi';

type Shapes = components['schemas'];

export type Op = { op: string; by: string; at: number; verb: string; changes: Change[] };
/** `back`: the log was repaired here; what was read before is to be read anew. */
export type Entry = Omit<Shapes['LogEntry'], 'ops'> & { ops: Op[] };
export type EntriesAnswer = Omit<Shapes['Entries'], 'entries'> & { entries: Entry[] };
export type BatchOp = Shapes['BatchOp'];
export type BatchResult = Shapes['BatchResult'];
export type BatchAnswer = Omit<Shapes['BatchDone'], 'entries'> & { entries: Entry[] };
export type TeamAnswer = Omit<Shapes['TeamView'], 'role'> & { role: Role };
