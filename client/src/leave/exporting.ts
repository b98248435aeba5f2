import type { Http } from '../api/http';
import { t } from '../i18n/index.svelte';
import { Archive } from './archive';
import type { Progress } from './form';
import { readTeam } from './reading';

const REQUESTS = 3; // for a project: its board, its texts, its history

/** Reads the teams one after another and packs each at once. */
export async function archived(http: Http, teams: readonly string[], on: (progress: Progress) => void, signal: AbortSignal): Promise<Blob> {
  const archive = new Archive(t);
  const progress: Progress = { done: 0, all: 2 * teams.length, now: '' };
  for (const id of teams) {
    const step = (now: string) => {
      signal.throwIfAborted();
      on({ ...progress, now });
      progress.done += 1;
    };
    await archive.add(await readTeam(http, id, step, (projects) => (progress.all += REQUESTS * projects)));
  }
  signal.throwIfAborted();
  return archive.end();
}
