import type { Http } from '../api/http';
import type { components } from '../api/openapi';

type Shapes = components['schemas'];

export type TeamPlan = Shapes['TeamPlan'];
export type OnePlan = Shapes['PlanView'];

/** Which plan a team is on. All of it is asked of the server. */
export class Plans {
  constructor(private readonly http: Http) {}

  of(team: string): Promise<TeamPlan> {
    return this.#get(`/teams/${team}/plan`);
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.http.get<T>(path)) as T;
  }
}
