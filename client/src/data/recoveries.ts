import type { Http } from '../api/http';
import { newOp } from './ids';
import type { Checked, Recoveries as Shown, RecoveryState } from './account-types';

/** Lost devices and lost mailboxes. Nobody is signed in here: each step names the one before. */
export class Recoveries implements Shown {
  constructor(private readonly http: Http) {}

  start(step: string): Promise<RecoveryState> {
    return this.#send('POST', `/sign-in/steps/${step}/recovery`);
  }

  async textOwnNumber(step: string): Promise<string> {
    return (await this.#send<{ check: string }>('POST', `/sign-in/steps/${step}/recovery/checks`)).check;
  }

  provePhone(step: string, proof: Checked): Promise<RecoveryState> {
    return this.#send('PUT', `/sign-in/steps/${step}/recovery/phone`, proof);
  }

  async textNumber(phone: string): Promise<string> {
    return (await this.#send<{ step: string }>('POST', '/recoveries', { phone: phone.trim() })).step;
  }

  proveNumber(step: string, code: string): Promise<{ step: string; recovery: RecoveryState }> {
    return this.#send('POST', `/recoveries/${step}/account`, { code });
  }

  async mailAddress(step: string, email: string): Promise<string> {
    const body = { email: email.trim().normalize('NFC') };
    return (await this.#send<{ check: string }>('POST', `/recoveries/${step}/address`, body)).check;
  }

  proveAddress(step: string, proof: Checked): Promise<RecoveryState> {
    return this.#send('PUT', `/recoveries/${step}/address`, proof);
  }

  complete(step: string): Promise<{ attempt: string; email: string }> {
    return this.#send('POST', `/recoveries/${step}/completion`);
  }

  #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.http.send<T>(method, path, { op: newOp(), body });
  }
}
