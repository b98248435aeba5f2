/** What an export holds, as docs/export.md says it: one `team.json`, and for each project a board and a history. */
import type { Change, ChecklistItem, Color, Role } from '../data/types';

export const FORM = 'izwork-export/1';

export interface Exported {
  form: typeof FORM;
  issuer: string;
  exported_at: string;
  /** Whether who made it may read all of the team. */
  whole: boolean;
  team: { id: string; name: string; minors: boolean };
  /** Who made it, by the id of the member. */
  me: string;
  role: Role;
  members: { id: string; name: string; role: Role; joined_at: number; left_at?: number }[];
  invitations: object[];
  links: object[];
  projects: ExportedProject[];
  history: Happened[];
}

export interface ExportedProject {
  id: string;
  name: string;
  created_at: number;
  created_by: string;
  archived_at?: number;
  guests: Record<string, boolean>;
  lists: { id: string; name: string; position: string }[];
  labels: { id: string; name: string; color: Color }[];
  tasks: ExportedTask[];
  history: Happened[];
}

export interface ExportedTask {
  id: string;
  title: string;
  list: string;
  position: string;
  created_at: number;
  created_by: string;
  assignees?: Record<string, boolean>;
  labels?: Record<string, boolean>;
  start?: string;
  due?: string;
  checklist?: Record<string, ChecklistItem>;
  closed_at?: number;
  trashed_at?: number;
  description?: string;
  comments: { id: string; text: string; created_at: number; created_by: string; edited_at?: number }[];
}

/** One thing somebody did, as the log has it. */
export interface Happened { seq: number; op: string; at: number; by: string; verb: string; changes: Change[] }

/** `done` of `all` steps; `now` names what is being read. */
export interface Progress { done: number; all: number; now: string }

/** The file is no export that can be read; the word says why. */
export class Broken extends Error {
  constructor(readonly why: 'zip' | 'form' | 'newer') {
    super(why);
  }
}

/** By position, equal ones by id, as the board shows them. */
export function inOrder<T extends { id: string; position: string }>(all: readonly T[]): T[] {
  const key = (one: T) => `${one.position}\n${one.id}`;
  return [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
