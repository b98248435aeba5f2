/** The copy of a project that support is shown: made here, of what this person reads anyway, with names in place of ids. */
import type { Project } from './types';

const PART = 60_000; // characters of one request

export interface CopiedTask {
  title: string;
  labels: string[];
  assignees: string[];
  start: string;
  due: string;
  description: string;
  comments: { by: string; at: number; text: string }[];
}

export interface ProjectCopy {
  form: 'izwork-view/1';
  project: string;
  taken_at: number;
  descriptions: boolean;
  comments: boolean;
  lists: { name: string; tasks: CopiedTask[] }[];
}

/** Lists and open tasks; nothing that is closed or in the trash. */
export function copyOf(project: Project, with_: { descriptions: boolean; comments: boolean }, now: number): ProjectCopy {
  const named = (id: string): string => project.team.members.get(id)?.name ?? '';
  const task = (id: string): CopiedTask | undefined => {
    const one = project.tasks.get(id);
    if (!one) return undefined;
    return {
      title: one.title,
      labels: Object.keys(one.labels).flatMap((label) => project.labels.get(label)?.name ?? []),
      assignees: Object.keys(one.assignees).map(named).filter(Boolean),
      start: one.start ?? '',
      due: one.due ?? '',
      description: with_.descriptions ? project.description(id).text : '',
      comments: with_.comments
        ? project.comments(id).map(({ created_by, created_at, text }) => ({ by: named(created_by), at: created_at, text }))
        : [],
    };
  };
  const lists = project.lists.map(({ id, name }) => ({
    name,
    tasks: project.tasksOf(id).map(task).filter((one) => one !== undefined),
  }));
  return { form: 'izwork-view/1', project: project.name, taken_at: now, ...with_, lists };
}

/** A text in parts that each fit a request; no letter is cut in two. */
export function cut(text: string): string[] {
  const parts: string[] = [];
  for (let begin = 0; begin < text.length; ) {
    let end = Math.min(begin + PART, text.length);
    // Between the halves of a letter beyond 16 bits, or before a mark that belongs to the letter: neither would survive alone.
    while (end < text.length && end > begin + 1 && /[\uDC00-\uDFFF]|\p{M}/u.test(text.charAt(end))) end -= 1;
    parts.push(text.slice(begin, end));
    begin = end;
  }
  return parts;
}

/** Hex SHA-256 of its UTF-8. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
