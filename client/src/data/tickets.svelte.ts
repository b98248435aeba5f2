import type { Http } from '../api/http';
import type { components } from '../api/openapi';
import { sendDirectly } from './direct';
import { cut, sha256, type ProjectCopy } from './showing';
import type { SignedReceipt } from './consents';

type Shapes = components['schemas'];

export type Ticket = Shapes['TicketView'];
export type TicketList = Shapes['Tickets'];
export type TicketSummary = Shapes['TicketRow'];
export type TicketTopic = Ticket['topic'];
export type TicketState = Ticket['state'];
export type Shown = Shapes['ViewView'];
export type SupportHours = Shapes['Hours'];
export type SupportTerms = Shapes['Terms'];
export type Minutes = Shapes['NewView']['minutes'];
export interface NewTicket { subject: string; topic: TicketTopic; text: string; error: string; team?: string }
export type { ProjectCopy } from './showing';

/** What I asked support, and what I let it see. All of it is asked of the server. */
export class Tickets {
  /** How many tickets say something that I have not read. */
  news = $state(0);

  constructor(private readonly http: Http) {}

  async lookForNews(): Promise<void> {
    this.news = (await this.http.get<{ tickets: number }>('/me/news').catch(() => undefined))?.tickets ?? this.news;
  }

  list(): Promise<TicketList> {
    return this.#get('/tickets');
  }

  /** One of mine; it counts as read from then on. */
  async read(id: string): Promise<Ticket> {
    const found = await this.#get<Ticket>(`/tickets/${id}`);
    void sendDirectly(this.http, 'PUT', `/tickets/${id}/reading`)
      .then(() => this.lookForNews())
      .catch(() => {});
    return found;
  }

  start(ticket: NewTicket): Promise<Ticket> {
    return sendDirectly(this.http, 'POST', '/tickets', ticket);
  }

  write(id: string, text: string): Promise<Ticket> {
    return sendDirectly(this.http, 'POST', `/tickets/${id}/entries`, { text });
  }

  close(id: string): Promise<Ticket> {
    return sendDirectly(this.http, 'PUT', `/tickets/${id}/closure`);
  }

  reopen(id: string): Promise<Ticket> {
    return sendDirectly(this.http, 'DELETE', `/tickets/${id}/closure`);
  }

  terms(): Promise<SupportTerms> {
    return this.#get('/support-terms');
  }

  /** Agrees, then sends the copy that was shown to the person, byte by byte; gives the receipt of the consent. */
  async share(
    { team, project, ...wanted }: { team: string; project: string; ticket: string; minutes: Minutes; reason: string },
    copy: ProjectCopy,
    { version, hash }: SupportTerms,
  ): Promise<SignedReceipt> {
    const text = JSON.stringify(copy).normalize('NFC');
    const parts = cut(text);
    const asked = { ...wanted, parts: parts.length, digest: await sha256(text), version, hash };
    const path = `/teams/${team}/projects/${project}/views`;
    const { view, receipt } = await sendDirectly<Shapes['Granted']>(this.http, 'POST', path, asked);
    for (const [number, part] of parts.entries()) {
      await sendDirectly(this.http, 'PUT', `/views/${view}/copy`, { number, text: part });
    }
    await sendDirectly(this.http, 'PUT', `/views/${view}/sharing`);
    return receipt;
  }

  async withdraw(view: string): Promise<void> {
    await sendDirectly(this.http, 'DELETE', `/views/${view}`);
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.http.get<T>(path)) as T;
  }
}
