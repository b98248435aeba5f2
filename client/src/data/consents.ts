import type { Http } from '../api/http';
import type { components } from '../api/openapi';
import { sendDirectly } from './direct';
import type { Terms } from './account-types';

type Shapes = components['schemas'];

export type Consent = Shapes['ConsentView'];
export type ConsentList = Shapes['Consents'];
export type SignedReceipt = Shapes['Signed'];
export type TermsVersion = Shapes['VersionView'];
export type TermsVersions = Shapes['Versions'];
export type TermsChanges = Shapes['Changes'];
export type ChangedParagraph = Shapes['Paragraph'];
export type Guarded = Shapes['Guarded'];
export type Disclosed = Shapes['DisclosureView'];
export type PublishedPromises = Shapes['Promises'];
export type ConsentAction = Consent['action'];

/** What was agreed to, by whom, and what it can be held against. All of it is asked of the server. */
export class Consents {
  constructor(
    private readonly http: Http,
    private readonly changed: () => Promise<void>,
  ) {}

  async mine(): Promise<ConsentList> {
    return this.#get('/consents');
  }

  receipt(number: number): Promise<SignedReceipt> {
    return this.#get(`/consents/${number}/receipt`);
  }

  versions(): Promise<TermsVersions> {
    return this.#get('/terms/versions');
  }

  terms(version: string): Promise<Terms> {
    return this.#get(`/terms?version=${encodeURIComponent(version)}`);
  }

  changes(since: string, version: string): Promise<TermsChanges> {
    return this.#get(`/terms/changes?since=${encodeURIComponent(since)}&version=${encodeURIComponent(version)}`);
  }

  /** Accepts or declines the terms as they were shown; after this the outbox goes on. */
  async answer(action: 'accepted' | 'declined', { version, hash }: { version: string; hash: string }): Promise<SignedReceipt> {
    const receipt = await sendDirectly<SignedReceipt>(this.http, 'POST', '/consents', { action, version, hash });
    await this.changed();
    return receipt;
  }

  /** Takes the consent to the terms back; the server then knows no session of this account any more. */
  async withdraw(): Promise<SignedReceipt> {
    const { version, hash } = await this.#get<Terms>('/terms');
    return sendDirectly<SignedReceipt>(this.http, 'POST', '/consents', { action: 'withdrawn', version, hash });
  }

  guardianTerms(): Promise<Terms> {
    return this.#get('/guardian-terms');
  }

  /** My own consent as a person under 16, and a mail to my guardian. */
  async askGuardian(token: string, name: string, email: string, { version, hash }: Terms): Promise<void> {
    await sendDirectly(this.http, 'POST', '/guardianships', { token, name, email: email.trim(), version, hash });
  }

  guardianLooks(token: string): Promise<Guarded> {
    return sendDirectly<Guarded>(this.http, 'POST', '/guardianships/preview', { token });
  }

  guardianAnswers(token: string, action: ConsentAction, { version, hash }: { version: string; hash: string }): Promise<Guarded> {
    return sendDirectly<Guarded>(this.http, 'POST', '/guardianships/answer', { token, action, version, hash });
  }

  async disclosures(team: string): Promise<Disclosed[]> {
    return (await this.#get<{ disclosures: Disclosed[] }>(`/teams/${team}/disclosures`)).disclosures;
  }

  promises(): Promise<PublishedPromises> {
    return this.#get('/.well-known/promises.json');
  }

  async receiptKeys(): Promise<JsonWebKey[]> {
    return (await this.#get<{ keys: JsonWebKey[] }>('/.well-known/receipt-keys.json')).keys;
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.http.get<T>(path)) as T;
  }
}
