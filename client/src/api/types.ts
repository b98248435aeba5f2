/** The shapes of the API's answers that the data layer reads. */
import type { Change, Role } from '../data/types';

export interface Op {
  op: string;
  by: string;
  at: number;
  verb: string;
  changes: Change[];
}
export interface Entry {
  seq: number;
  ops: Op[];
}
export interface EntriesAnswer {
  seq: number;
  entries: Entry[];
}
export interface BatchResult {
  op: string;
  status: number;
  seq?: number;
  problem?: Record<string, unknown>;
}
export interface BatchAnswer extends EntriesAnswer {
  results: BatchResult[];
}
export interface BatchOp {
  op: string;
  method: string;
  path: string;
  body?: unknown;
}

type Row = { id: string } & Record<string, unknown>;

export interface TeamAnswer {
  seq: number;
  id: string;
  name: string;
  me: string;
  role: Role;
  members: Row[];
  projects: Row[];
  invitations?: Row[];
  links?: Row[];
}
