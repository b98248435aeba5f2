import type { Http } from '../api/http';
import type { components } from '../api/openapi';
import { sendDirectly } from './direct';
import { newOp } from './ids';

type Shapes = components['schemas'];

export type MyData = Shapes['MyData'];
export type HeldSection = Shapes['Section'];
export type ClosingView = Shapes['ClosingView'];
export type OwnedTeam = Shapes['Owned'];
export type DeskEntry = Shapes['DeskEntry'];
export type DeskPage = Shapes['DeskPage'];
export type TeamChoice = Shapes['Choice'];

/** Everything held about this account, and closing it. All of it is asked of the server: nothing here works offline. */
export class Mine {
  constructor(
    private readonly http: Http,
    private readonly kept: () => Promise<void>,
  ) {}

  async data(): Promise<MyData> {
    return (await this.http.get<MyData>('/me/data')) as MyData;
  }

  /** Whether the account closes, and the teams to be asked about before. */
  async closing(): Promise<ClosingView> {
    return (await this.http.get<ClosingView>('/me/closing')) as ClosingView;
  }

  /** When the account is erased. The server knows no session of it any more. Throws Problem: teams_unanswered, team_has_members, protected. */
  async close(teams: TeamChoice[]): Promise<number> {
    return (await sendDirectly<{ closes_at: number }>(this.http, 'POST', '/me/closing', { teams })).closes_at;
  }

  /** What IZwork's agents did about this account, or about a team; the newest first, a page at a time. */
  async deskLog(team: string | null, before: string | null): Promise<DeskPage> {
    const query = before ? `?before=${before}` : '';
    return (await this.http.get<DeskPage>(`${team ? `/teams/${team}` : '/me'}/desk-log${query}`)) as DeskPage;
  }

  async keep(): Promise<void> {
    await this.http.send('DELETE', '/me/closing', { op: newOp() });
    await this.kept();
  }
}
