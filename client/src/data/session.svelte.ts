import { Problem, type Http } from '../api/http';
import { newOp } from './ids';
import type { Ports } from './ports';
import type { Account, Checked, PasskeyAsked, SecondStep, Session as Shown, StepProof, Terms, TermsAccepted } from './account-types';

const ACCOUNT = 'izwork:account'; // {id, email} of whom this browser's data belongs to
const LEAVING = 'izwork:leaving'; // signed out here while the server could not be told

export class Session implements Shown {
  status = $state<Shown['status']>('unknown');
  account = $state.raw<Account>();
  expired = $state(false);
  closesAt = $state(0);

  constructor(
    private readonly http: Http,
    private readonly storage: Ports['storage'],
    private readonly on: { open(account: Account): void; resume(): void; close(): void; wipe(account: Account): Promise<void> },
  ) {
    http.onExpired = () => this.#expire();
    http.onClosing = (at) => (this.closesAt = at);
  }

  /** Whoever was here last is shown their work at once; the server is asked meanwhile. */
  async start(): Promise<void> {
    if (this.storage.getItem(LEAVING)) await this.#leave();
    const kept = this.#kept();
    if (kept) this.#open(kept);
    await this.check();
  }

  /** Asks the server who this is. Without a network the answer stays what it was. */
  async check(): Promise<void> {
    try {
      const account = await this.http.get<Account>('/me');
      if (account) this.#open(account);
    } catch {
      if (this.status === 'unknown') this.status = 'signed-out';
    }
  }

  /** What the server says of the account now; thrown when it cannot be asked. */
  async refresh(): Promise<void> {
    const account = await this.http.get<Account>('/me');
    if (account) this.#open(account);
  }

  ask(email: string, language: 'vi' | 'en'): Promise<{ attempt: string; expires_at: number }> {
    return this.http.send('POST', '/sign-in', { op: newOp(), body: { email: email.trim().normalize('NFC'), language } });
  }

  signIn(attempt: string, proof: { token: string } | { code: string }, terms?: TermsAccepted): Promise<SecondStep | undefined> {
    return this.#enter(`/sign-in/${attempt}/session`, terms ? { ...proof, terms } : proof);
  }

  signInWithPassword(email: string, password: string): Promise<SecondStep | undefined> {
    return this.#enter('/sign-in/password', { email: email.trim().normalize('NFC'), password });
  }

  askPasskey(): Promise<PasskeyAsked> {
    return this.http.send('POST', '/sign-in/passkey', { op: newOp() });
  }

  async takeStep(step: string, proof: StepProof): Promise<void> {
    await this.#enter(`/sign-in/steps/${step}`, proof);
  }

  async recover(step: string, proof: Partial<Checked>): Promise<void> {
    await this.#enter(`/sign-in/steps/${step}/recovery/session`, proof);
  }

  async #enter(path: string, body: unknown): Promise<SecondStep | undefined> {
    const answer = await this.http.send<{ account: string } | SecondStep>('POST', path, { op: newOp(), body });
    if ('step' in answer) return answer;
    this.http.signIns += 1;
    try {
      const account = await this.http.get<Account>('/me');
      if (!account) throw new Problem(0, 'offline', '');
      this.#open(account);
    } catch (error) {
      // Signed in all the same: `closesAt` says what there is to see.
      if (!(error instanceof Problem) || error.code !== 'account_closing') throw error;
    }
    return undefined;
  }

  /** The session goes on under a new token. A request on its way with the old one may have been told 401. */
  async renewed(): Promise<void> {
    this.http.signIns += 1;
    if (this.expired) await this.check();
  }

  async terms(): Promise<Terms> {
    return (await this.http.get<Terms>('/terms')) as Terms;
  }

  async signOut(): Promise<void> {
    this.storage.setItem(LEAVING, '1');
    const account = this.account;
    this.forget();
    if (account) await this.on.wipe(account);
    await this.#leave();
  }

  /** Signed out, here or in another tab. */
  forget(): void {
    this.storage.removeItem(ACCOUNT);
    this.on.close();
    this.account = undefined;
    this.expired = false;
    this.closesAt = 0;
    this.status = 'signed-out';
  }

  #open(account: Account): void {
    const [same, resumed] = [this.account?.id === account.id, this.expired];
    if (this.account && !same) this.on.close();
    this.storage.setItem(ACCOUNT, JSON.stringify({ id: account.id, email: account.email }));
    this.account = account;
    this.expired = false;
    this.closesAt = 0;
    this.status = 'signed-in';
    if (!same) this.on.open(account);
    else if (resumed) this.on.resume();
  }

  #expire(): void {
    this.closesAt = 0;
    if (this.account) this.expired = true;
    this.status = 'signed-out';
  }

  #kept(): Account | undefined {
    try {
      return JSON.parse(this.storage.getItem(ACCOUNT) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  }

  async #leave(): Promise<void> {
    try {
      await this.http.send('DELETE', '/session', { op: newOp() });
      this.storage.removeItem(LEAVING);
    } catch (error) {
      if (error instanceof Problem && !error.passing) this.storage.removeItem(LEAVING);
    }
  }
}
