import type { Http } from '../api/http';
import { newOp } from './ids';
import type { Factors, PasskeyAsked, PasskeyJson, Proof, ProofWay, Security as Shown, SignedInBrowser, TotpAsked } from './account-types';

/** How this account is signed in and where. All of it is asked of the server: nothing here works offline. */
export class Security implements Shown {
  proving = $state(false);
  #proof: Promise<boolean> | undefined;
  #settle: (proven: boolean) => void = () => {};

  constructor(
    private readonly http: Http,
    private readonly renewed: () => Promise<void>,
  ) {
    http.onProve = () => this.#ask();
  }

  /** Requests refused at the same time wait for the same proof. */
  #ask(): Promise<boolean> {
    this.proving = true;
    return (this.#proof ??= new Promise((go) => (this.#settle = go)));
  }

  #end(proven: boolean): void {
    this.proving = false;
    this.#proof = undefined;
    this.#settle(proven);
  }

  giveUp(): void {
    this.#end(false);
  }

  async prove(proof: Proof): Promise<void> {
    await this.#send('POST', '/session/proof', proof);
    await this.renewed();
    this.#end(true);
  }

  async proofWays(): Promise<ProofWay[]> {
    return (await this.http.get<{ ways: ProofWay[] }>('/session/proof'))?.ways ?? [];
  }

  async mailProof(): Promise<string> {
    return (await this.#send<{ attempt: string }>('POST', '/session/proof/mail')).attempt;
  }

  passkeyProof(): Promise<PasskeyAsked> {
    return this.#send('POST', '/session/proof/passkey');
  }

  async sessions(): Promise<SignedInBrowser[]> {
    return (await this.http.get<{ sessions: SignedInBrowser[] }>('/me/sessions'))?.sessions ?? [];
  }

  async endSession(id: string): Promise<void> {
    await this.#send('DELETE', `/me/sessions/${id}`);
  }

  async endOthers(): Promise<void> {
    await this.#send('DELETE', '/me/sessions');
  }

  async factors(): Promise<Factors> {
    return (await this.http.get<Factors>('/me/factors')) as Factors;
  }

  async setPassword(password: string): Promise<void> {
    await this.#send('PUT', '/me/password', { password });
  }

  async removePassword(): Promise<void> {
    await this.#send('DELETE', '/me/password');
  }

  askNewPasskey(): Promise<PasskeyAsked> {
    return this.#send('POST', '/me/passkeys/options');
  }

  async addPasskey(step: string, name: string, passkey: PasskeyJson): Promise<void> {
    await this.#send('POST', '/me/passkeys', { step, name: name.normalize('NFC'), passkey });
  }

  async renamePasskey(id: string, name: string): Promise<void> {
    await this.#send('PATCH', `/me/passkeys/${id}`, { name: name.normalize('NFC') });
  }

  async removePasskey(id: string): Promise<void> {
    await this.#send('DELETE', `/me/passkeys/${id}`);
  }

  askTotp(): Promise<TotpAsked> {
    return this.#send('POST', '/me/totp');
  }

  async confirmTotp(step: string, code: string): Promise<string[]> {
    return (await this.#send<{ codes: string[] }>('PUT', '/me/totp', { step, code })).codes;
  }

  async removeTotp(): Promise<void> {
    await this.#send('DELETE', '/me/totp');
  }

  async renewCodes(): Promise<string[]> {
    return (await this.#send<{ codes: string[] }>('POST', '/me/recovery-codes')).codes;
  }

  async turnTwoStepOff(): Promise<void> {
    await this.#send('DELETE', '/me/two-step');
  }

  #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.http.send<T>(method, path, { op: newOp(), body });
  }
}
