import type { Project, Task } from '../../data';
import { dateOf, daysBetween } from '../../i18n/dates';

const WEEK = 7; // days

export type When = 'overdue' | 'today' | 'week' | 'later' | 'none';
export interface Mine { project: Project; task: Task }

const order: When[] = ['overdue', 'today', 'week', 'later', 'none'];

function when(due: string | undefined, today: string): When {
  if (!due) return 'none';
  const days = daysBetween(today, due);
  if (days <= 0) return days < 0 ? 'overdue' : 'today';
  return days <= WEEK ? 'week' : 'later';
}

/** The open tasks of these projects that are given to `me`, in parts by when they are due; parts without any are left out. */
export function mineOf(projects: readonly Project[], me: string, now: number): [When, Mine[]][] {
  const parts = new Map<When, Mine[]>(order.map((part) => [part, []]));
  const today = dateOf(now);
  for (const project of projects) {
    for (const list of project.lists) {
      for (const id of project.tasksOf(list.id)) {
        const task = project.tasks.get(id);
        if (task?.assignees[me]) parts.get(when(task.due, today))?.push({ project, task });
      }
    }
  }
  // Those of one day stay as they stand on their boards.
  for (const part of parts.values()) part.sort((a, b) => (a.task.due ?? '').localeCompare(b.task.due ?? ''));
  return [...parts].filter(([, part]) => part.length > 0);
}
