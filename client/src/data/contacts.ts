import type { Http } from '../api/http';
import { newOp } from './ids';
import type { ContactKind, Contacts as Shown, ContactsHeld, Pressed, Verification } from './account-types';

/** How this account can be reached. All of it is asked of the server: nothing here works offline. */
export class Contacts implements Shown {
  constructor(
    private readonly http: Http,
    private readonly changed: () => Promise<void>,
  ) {}

  async held(): Promise<ContactsHeld> {
    return (await this.http.get<ContactsHeld>('/me/contacts')) as ContactsHeld;
  }

  verify(kind: ContactKind, value: string): Promise<Verification> {
    return this.#send('POST', `/me/${kind}/verifications`, { [kind]: value.trim().normalize('NFC') });
  }

  async change(kind: ContactKind, verification: string, proof: { code: string } | { token: string }): Promise<ContactsHeld> {
    const held = await this.#send<ContactsHeld>('PUT', `/me/${kind}`, { verification, ...proof });
    if (kind === 'email') await this.changed();
    return held;
  }

  async removePhone(): Promise<void> {
    await this.#send('DELETE', '/me/phone');
  }

  async notMe(alert: string, token: string): Promise<Pressed> {
    const pressed = await this.#send<Pressed>('POST', '/not-me', { alert, token });
    // Whoever is signed in here may be signed out by now.
    await this.changed();
    return pressed;
  }

  #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.http.send<T>(method, path, { op: newOp(), body });
  }
}
