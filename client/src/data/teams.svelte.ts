import type { Http } from '../api/http';
import type { Database } from './db';
import { sendDirectly } from './direct';
import type { Loading, Role, Teams as Shown, TeamSummary } from './types';

/** My teams. */
export class Teams implements Shown {
  list = $state.raw<readonly TeamSummary[]>([]);
  loading = $state<Loading>('loading');

  constructor(
    private readonly http: Http,
    private readonly database: () => Promise<Database>,
  ) {}

  async load(): Promise<void> {
    try {
      const db = await this.database();
      const kept = this.loading === 'ready' ? undefined : await db.readTeams();
      if (kept) this.#show(kept);
      const answer = await this.http.get<{ teams: TeamSummary[] }>('/teams');
      if (!answer) return;
      this.#show(answer.teams);
      await db.keepTeams(answer.teams);
    } catch {
      if (this.loading === 'loading') this.loading = 'problem';
    }
  }

  async create(name: string, memberName: string): Promise<string> {
    const { id } = await sendDirectly<{ id: string }>(this.http, 'POST', '/teams', { name, member_name: memberName });
    await this.load();
    return id;
  }

  previewJoining(token: string) {
    type Preview = { team: { id: string; name: string }; role: Role; invited_by: string; email?: boolean; under_16?: boolean };
    return sendDirectly<Preview>(this.http, 'POST', '/joinings/preview', { token });
  }

  async join(token: string, name: string): Promise<string> {
    const { team } = await sendDirectly<{ team: string }>(this.http, 'POST', '/joinings', { token, name });
    await this.load();
    return team;
  }

  forget(): void {
    this.list = [];
    this.loading = 'loading';
  }

  #show(list: readonly TeamSummary[]): void {
    this.list = list;
    this.loading = 'ready';
  }
}
