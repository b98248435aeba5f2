/** Tables for spreadsheets: UTF-8 with a byte order mark, or Excel takes Vietnamese letters for others. */
import type { Key } from '../i18n/index.svelte';
import type { Exported, ExportedProject, ExportedTask } from './form';

export type Say = (key: Key) => string;

/** What a spreadsheet would take for a formula stays text: an apostrophe before it, which Excel and LibreOffice know. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[\s]*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return '\ufeff' + rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}

const moment = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());

function state(task: ExportedTask, say: Say): string {
  if (task.trashed_at !== undefined) return say('export.csv.trashed');
  return say(task.closed_at === undefined ? 'export.csv.open' : 'export.csv.closed');
}

const TASKS = ['project', 'list', 'title', 'state', 'assignees', 'labels', 'start', 'due', 'checklist', 'description', 'comments', 'created', 'by', 'closed', 'id'] as const;

export function tasksTable(team: Exported, say: Say): string {
  const people = new Map(team.members.map(({ id, name }) => [id, name]));
  const row = (project: ExportedProject) => {
    const lists = new Map(project.lists.map(({ id, name }) => [id, name]));
    const labels = new Map(project.labels.map(({ id, name }) => [id, name]));
    const named = (ids: Record<string, boolean> | undefined, names: Map<string, string>) =>
      Object.keys(ids ?? {}).flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b, 'vi')).join('; ');
    return (task: ExportedTask) => [
      project.name, lists.get(task.list) ?? '', task.title, state(task, say), named(task.assignees, people), named(task.labels, labels),
      task.start ?? '', task.due ?? '',
      Object.values(task.checklist ?? {}).sort((a, b) => (a.position < b.position ? -1 : 1)).map(({ text, done }) => `${done ? '☑' : '☐'} ${text}`).join('\n'),
      task.description ?? '', task.comments.length, moment(task.created_at), people.get(task.created_by) ?? '', moment(task.closed_at), task.id,
    ];
  };
  return csv([TASKS.map((name) => say(`export.csv.${name}`)), ...team.projects.flatMap((project) => project.tasks.map(row(project)))]);
}

const COMMENTS = ['project', 'title', 'by', 'created', 'edited', 'text', 'id'] as const;

export function commentsTable(team: Exported, say: Say): string {
  const people = new Map(team.members.map(({ id, name }) => [id, name]));
  const rows = team.projects.flatMap((project) =>
    project.tasks.flatMap((task) =>
      task.comments.map((one) => [
        project.name, task.title, people.get(one.created_by) ?? '', moment(one.created_at), moment(one.edited_at), one.text, one.id,
      ]),
    ),
  );
  return csv([COMMENTS.map((name) => say(`export.csv.${name}`)), ...rows]);
}
