import { SvelteMap } from 'svelte/reactivity';
import type { Http } from '../api/http';
import type { components } from '../api/openapi';
import { sendDirectly } from './direct';

type Shapes = components['schemas'];

export type AbuseReason = Shapes['NewReport']['reason'];
export type NewAttachment = Shapes['NewAttachment'];
export type Reported = Shapes['Reported'];
export type RestrictionView = Shapes['RestrictionView'];

/** Reports to the abuse desk, and what it decided about one's teams. All of it is asked of the server. */
export class Abuse {
  #restrictions = new SvelteMap<string, RestrictionView>();

  constructor(private readonly http: Http) {}

  async report(team: string, project: string, reason: AbuseReason, words: string, attached: NewAttachment[]): Promise<void> {
    await sendDirectly(this.http, 'POST', `/teams/${team}/projects/${project}/reports`, { reason, words, attached });
  }

  /** Reports an invitation by its token, as its page showed it. */
  async reportInvitation(token: string, reason: AbuseReason, words: string, team_name: string, invited_by: string): Promise<void> {
    await sendDirectly(this.http, 'POST', '/joinings/reports', { token, reason, words, team_name, invited_by });
  }

  async mine(): Promise<Reported[]> {
    return ((await this.http.get<Shapes['Reports']>('/me/reports')) as Shapes['Reports']).reports;
  }

  /** How a team is restricted, as it was told last; undefined until it was asked. */
  restriction(team: string): RestrictionView | undefined {
    return this.#restrictions.get(team);
  }

  /** Asks anew. Throws Problem. */
  async look(team: string): Promise<RestrictionView> {
    const found = (await this.http.get<RestrictionView>(`/teams/${team}/restriction`)) as RestrictionView;
    this.#restrictions.set(team, found);
    return found;
  }

  async appeal(team: string, words: string): Promise<void> {
    await sendDirectly(this.http, 'POST', `/teams/${team}/appeals`, { words });
    await this.look(team);
  }

  /** A write was refused for its team is suspended: whoever has it open sees why. */
  refused(path: string): void {
    const team = /^\/teams\/([0-9A-Za-z]{22})/.exec(path)?.[1];
    if (team) void this.look(team).catch(() => undefined);
  }
}
