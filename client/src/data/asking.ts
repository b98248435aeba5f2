/** What only asks the server and keeps nothing in this browser: pages of the account, of plans, of leaving. */
import type { Http } from '../api/http';
import { Abuse } from './abuse.svelte';
import { Contacts } from './contacts';
import { Leave } from './leave';
import { Mine } from './mine';
import { Plans } from './plans';
import { Recoveries } from './recoveries';
import type { Session } from './session.svelte';
import { Sponsoring } from './sponsorship';
import { Tickets } from './tickets.svelte';

export type Asking = ReturnType<typeof asking>;

export function asking(http: Http, session: Session) {
  const abuse = new Abuse(http);
  http.onSuspended = (path) => abuse.refused(path);
  return {
    abuse,
    contacts: new Contacts(http, () => session.check()),
    leave: new Leave(http),
    mine: new Mine(http, () => session.refresh()),
    plans: new Plans(http),
    recoveries: new Recoveries(http),
    sponsoring: new Sponsoring(http),
    tickets: new Tickets(http),
  };
}
