/** The ZIP: a folder for each team, in which each file stands for itself. */
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import { commentsTable, tasksTable, type Say } from './csv';
import { Broken, FORM, type Exported, type ExportedProject, type Happened } from './form';

/** Written piece by piece, so that of many teams only one is in memory as text. */
export class Archive {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #zip: Zip;
  readonly #folders = new Set<string>();
  #failed: Error | null = null;

  constructor(private readonly say: Say) {
    this.#zip = new Zip((error, part) => {
      this.#failed ??= error;
      this.#parts.push(part as Uint8Array<ArrayBuffer>);
    });
  }

  /** Each file is a turn of its own: the page stays alive. */
  async add(team: Exported): Promise<void> {
    const folder = this.#folder(team.team.name);
    const { projects, history, ...about } = team;
    const index = projects.map(({ id, name }) => ({ id, name }));
    await this.#file(`${folder}/team.json`, json({ ...about, projects: index }));
    await this.#file(`${folder}/history.json`, json({ form: FORM, history }));
    await this.#file(`${folder}/tasks.csv`, tasksTable(team, this.say));
    await this.#file(`${folder}/comments.csv`, commentsTable(team, this.say));
    for (const { history, ...board } of projects) {
      await this.#file(`${folder}/projects/${board.id}/board.json`, json({ form: FORM, ...board }));
      await this.#file(`${folder}/projects/${board.id}/history.json`, json({ form: FORM, history }));
    }
  }

  end(): Blob {
    this.#zip.end();
    if (this.#failed) throw this.#failed;
    return new Blob(this.#parts, { type: 'application/zip' });
  }

  async #file(path: string, text: string): Promise<void> {
    const file = new ZipDeflate(path, { level: 6 });
    this.#zip.add(file);
    file.push(strToU8(text), true);
    await new Promise((go) => setTimeout(go, 0));
  }

  /** The team's name without what some system takes for more than a name; each only once. */
  #folder(name: string): string {
    const safe = name.replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '').slice(0, 60).trim() || 'team';
    let folder = safe;
    for (let n = 2; this.#folders.has(folder.toLowerCase()); n += 1) folder = `${safe} ${n}`;
    this.#folders.add(folder.toLowerCase());
    return folder;
  }
}

const json = (value: unknown): string => JSON.stringify(value, null, 1) + '\n';

/** The teams in an export's file. Throws Broken. */
export async function opened(file: Blob): Promise<Exported[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: ({ name }) => name.endsWith('.json') });
  } catch {
    throw new Broken('zip');
  }
  const heads = Object.keys(files).filter((path) => /(^|\/)team\.json$/.test(path));
  if (heads.length === 0) throw new Broken('form');
  return heads.map((path) => team(files, path.slice(0, -'team.json'.length)));
}

function team(files: Record<string, Uint8Array>, folder: string): Exported {
  const about = parsed<Exported>(files, `${folder}team.json`);
  const projects = about.projects.map(({ id }) => {
    const board = parsed<ExportedProject & { form: string }>(files, `${folder}projects/${id}/board.json`);
    const { form: _form, ...rest } = board;
    return { ...rest, history: parsed<{ history: Happened[] }>(files, `${folder}projects/${id}/history.json`).history };
  });
  return { ...about, projects, history: parsed<{ history: Happened[] }>(files, `${folder}history.json`).history };
}

function parsed<T>(files: Record<string, Uint8Array>, path: string): T {
  let value: { form?: unknown };
  try {
    value = JSON.parse(strFromU8(files[path]!)) as { form?: unknown };
  } catch {
    throw new Broken('form');
  }
  if (value.form === FORM) return value as T;
  throw new Broken(typeof value.form === 'string' && value.form.startsWith('izwork-export/') ? 'newer' : 'form');
}
