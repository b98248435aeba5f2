/** Everything one person may read of a team, from the same doors as the screens read it. */
import { Problem, type Http } from '../api/http';
import { Records } from '../data/records';
import { PageReader } from '../data/columns';
import { sendDirectly } from '../data/direct';
import type { Fields } from '../data/reducer';
import type { EntriesAnswer, TeamAnswer } from '../api/types';
import type { FeedPage } from '../data/types';
import { FORM, inOrder, type Exported, type ExportedProject, type ExportedTask, type Happened } from './form';

const TRIES = 4;

/** Called before each request; throws when nobody wants the rest. */
export type Step = (now: string) => void;

/** Enters the export in the team's feed, for which the person may be asked to prove that it is them; then reads. */
export async function readTeam(http: Http, id: string, step: Step, all: (projects: number) => void): Promise<Exported> {
  step('');
  type Begun = { at: number; whole: boolean; issuer: string };
  const begun = await sendDirectly<Begun>(http, 'POST', `/teams/${id}/exports`);
  const team = await again(() => http.get<TeamAnswer>(`/teams/${id}`));
  if (!team) throw new Problem(404, 'not_found', '');
  all(team.projects.length);
  const projects: ExportedProject[] = [];
  for (const project of team.projects) projects.push(await readProject(http, id, project as ProjectRow, step));
  step(team.name);
  return {
    form: FORM,
    issuer: begun.issuer,
    exported_at: new Date(begun.at).toISOString(),
    whole: begun.whole,
    team: { id, name: team.name, minors: Boolean(team.minors) },
    me: team.me,
    role: team.role,
    members: clean(team.members) as Exported['members'],
    invitations: clean(team.invitations ?? []),
    links: clean(team.links ?? []),
    projects,
    history: await teamHistory(http, id),
  };
}

type ProjectRow = Pick<ExportedProject, 'id' | 'name' | 'created_at' | 'created_by' | 'archived_at'> & { guests?: Record<string, boolean> };

async function readProject(http: Http, team: string, row: ProjectRow, step: Step): Promise<ExportedProject> {
  const path = `/teams/${team}/projects/${row.id}`;
  step(row.name);
  const board = await page(http, `${path}/board`, 'board');
  step(row.name);
  const texts = await page(http, `${path}/texts`, 'texts');
  step(row.name);
  return {
    ...(clean([row])[0] as ProjectRow),
    guests: row.guests ?? {},
    lists: inOrder(rows<ExportedProject['lists'][number]>(board, 'list')),
    labels: rows<ExportedProject['labels'][number]>(board, 'label'),
    tasks: inOrder(rows<ExportedTask>(board, 'task')).map((task) => withTexts(task, texts)),
    history: await projectHistory(http, path),
  };
}

function withTexts(task: ExportedTask, texts: Records): ExportedTask {
  const text = texts.get('description', task.id)?.text;
  const comments = rows<ExportedTask['comments'][number] & { task?: string }>(texts, 'comment')
    .filter((one) => one.task === task.id)
    .map(({ task: _task, ...one }) => one)
    .sort((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
  return { ...task, ...(typeof text === 'string' && text ? { description: text } : {}), comments };
}

async function page(http: Http, path: string, set: 'board' | 'texts'): Promise<Records> {
  const reader = new PageReader(set);
  for (const line of await again(() => http.lines(path))) reader.line(line);
  return reader.records;
}

async function projectHistory(http: Http, path: string): Promise<Happened[]> {
  const found: Happened[] = [];
  for (let after = 0; ; ) {
    const answer = await again(() => http.get<EntriesAnswer>(`${path}/entries?after=${after}`));
    const last = answer?.entries.at(-1);
    if (!answer || !last) return found;
    for (const { seq, ops } of answer.entries) {
      for (const { op, at, by, verb, changes } of ops) found.push({ seq, op, at, by, verb, changes });
    }
    after = last.seq;
  }
}

async function teamHistory(http: Http, id: string): Promise<Happened[]> {
  const found: Happened[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const answer: FeedPage | undefined = await again(() => http.get<FeedPage>(`/teams/${id}/feed?own=true${query}`));
    for (const { seq, op, at, by, verb, changes } of answer?.items ?? []) found.push({ seq, op, at, by, verb, changes });
    cursor = answer?.cursor ?? undefined;
  }
  return found.reverse();
}

const rows = <T>(records: Records, kind: string): T[] => [...records.of(kind)].map(([id, fields]) => ({ id, ...fields }) as T);

/** Absent rather than null. */
function clean(all: readonly object[]): Fields[] {
  return all.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)));
}

/** A long export meets a busy minute or a gap in the network: what passes is waited for. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem) || !error.passing || tries === TRIES) throw error;
      await new Promise((go) => setTimeout(go, Math.min(error.retryAfter ?? 500 * 2 ** tries, 10_000)));
    }
  }
}
