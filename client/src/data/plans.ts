import type { Http } from '../api/http';
import type { components } from '../api/openapi';
import { sendDirectly } from './direct';

type Shapes = components['schemas'];

export type TeamPlan = Shapes['TeamPlan'];
export type OnePlan = Shapes['PlanView'];
export type PlanOrder = Shapes['OrderView'];
export type PlanOrders = Shapes['Orders'];
export type Buyer = Required<Shapes['NewBuyer']>;
export type DocumentName = Shapes['DocumentView']['name'];

/** Which plan a team is on, and what it ordered. All of it is asked of the server. */
export class Plans {
  constructor(private readonly http: Http) {}

  of(team: string): Promise<TeamPlan> {
    return this.#get(`/teams/${team}/plan`);
  }

  orders(team: string): Promise<PlanOrders> {
    return this.#get(`/teams/${team}/orders`);
  }

  order(team: string, months: 1 | 12, buyer: Buyer): Promise<PlanOrder> {
    return sendDirectly(this.http, 'POST', `/teams/${team}/orders`, { months, buyer });
  }

  /** Accepts an order's contracts, by the hashes of the files that were shown. */
  accept(team: string, order: PlanOrder): Promise<PlanOrder> {
    const agreed = order.documents.filter(({ name }) => name === 'service' || name === 'confidentiality');
    const body = Object.fromEntries(agreed.map(({ name, hash }) => [name, hash]));
    return sendDirectly(this.http, 'PUT', `/teams/${team}/orders/${order.reference}/acceptance`, body);
  }

  document(team: string, reference: string, name: DocumentName): Promise<Blob> {
    return this.http.file(`/teams/${team}/orders/${reference}/documents/${name}`);
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.http.get<T>(path)) as T;
  }
}
