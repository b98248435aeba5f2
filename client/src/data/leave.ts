/** Leaving: exports, imports, erasing a team. What is heavy comes only when somebody wants it. */
import { Problem, type Http } from '../api/http';
import type { components } from '../api/openapi';
import type { Exported, Progress } from '../leave/form';
import type { Importing } from '../leave/importing';
import { sendDirectly } from './direct';

type Shapes = components['schemas'];

export type Certificate = Shapes['Certificates']['certificates'][number];
export type { Progress as ExportProgress, Exported as ExportedTeam } from '../leave/form';
export type { Importing, ImportProgress } from '../leave/importing';

export class Leave {
  constructor(private readonly http: Http) {}

  /**
   * Everything I may read of these teams, as one ZIP with a folder for each. Each team's feed says that it was made.
   * Throws Problem; an AbortError when `signal` fires.
   */
  async export(teams: readonly string[], on: (progress: Progress) => void, signal: AbortSignal): Promise<Blob> {
    const { archived } = await import('../leave/exporting');
    return archived(this.http, teams, on, signal);
  }

  /** The teams in an export. Throws a Broken with a reason where the file is none. */
  async read(file: Blob): Promise<Exported[]> {
    const { opened } = await import('../leave/archive');
    return opened(file);
  }

  /** A run that makes the projects of an export again, in a new team or in one of mine; begun by its `run`. */
  async import(from: Exported, into: { team: string } | { name: string; memberName: string }): Promise<Importing> {
    const { Importing } = await import('../leave/importing');
    return new Importing(this.http, from, into);
  }

  /** When the team is or was erased, in milliseconds. */
  async erase(team: string, name: string, atOnce: boolean): Promise<number> {
    try {
      const answer = await sendDirectly<{ erases_at: number }>(this.http, 'PUT', `/teams/${team}/erasure`, { name, at_once: atOnce });
      return answer.erases_at;
    } catch (error) {
      // The answer to the first try was lost, and the team is gone.
      if (atOnce && error instanceof Problem && error.status === 404) return Date.now();
      throw error;
    }
  }

  async callOff(team: string): Promise<void> {
    await sendDirectly(this.http, 'DELETE', `/teams/${team}/erasure`);
  }

  async certificates(): Promise<Certificate[]> {
    return (await this.http.get<{ certificates: Certificate[] }>('/me/certificates'))?.certificates ?? [];
  }
}
