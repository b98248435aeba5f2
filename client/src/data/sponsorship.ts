import type { Http } from '../api/http';
import type { components } from '../api/openapi';
import type { Terms } from './account-types';
import { sendDirectly } from './direct';

type Shapes = components['schemas'];

export type Sponsorships = Shapes['Applications'];
export type Application = Shapes['ApplicationView'];
export type Said = Shapes['Draft'];
export type ProofFile = Shapes['FileView'];

export const PART = 256 * 1024; // bytes of every part but the last, as the server counts them
export const FILE_AT_MOST = 5 * 1024 * 1024;
export const FILES_AT_MOST = 5;

/** Applications for sponsorship of a team. All of it is asked of the server. */
export class Sponsoring {
  constructor(private readonly http: Http) {}

  of(team: string): Promise<Sponsorships> {
    return this.#get(`/teams/${team}/sponsorships`);
  }

  terms(): Promise<Terms> {
    return this.#get('/sponsorship-terms');
  }

  /** A new application, or the one that is open. */
  begin(team: string): Promise<Application> {
    return sendDirectly(this.http, 'POST', `/teams/${team}/sponsorships`);
  }

  write(team: string, id: string, said: Said): Promise<Application> {
    return sendDirectly(this.http, 'PUT', this.#at(team, id), said);
  }

  submit(team: string, id: string, { version, hash }: Terms): Promise<Application> {
    return sendDirectly(this.http, 'PUT', `${this.#at(team, id)}/submission`, { version, hash });
  }

  answer(team: string, id: string, words: string): Promise<Application> {
    return sendDirectly(this.http, 'POST', `${this.#at(team, id)}/answers`, { words });
  }

  async withdraw(team: string, id: string): Promise<void> {
    await sendDirectly(this.http, 'DELETE', this.#at(team, id));
  }

  announce(team: string, id: string, file: File): Promise<ProofFile> {
    return sendDirectly(this.http, 'POST', `${this.#at(team, id)}/files`, { name: file.name.slice(-120), size: file.size });
  }

  /** Sends the parts that are missing, and has the whole checked. `sent` hears how many parts there are after each. */
  async send(team: string, id: string, proof: ProofFile, file: Blob, sent: (parts: number) => void): Promise<Application> {
    const at = `${this.#at(team, id)}/files/${proof.id}`;
    let there = Math.ceil(proof.size / PART) - proof.missing.length;
    sent(there);
    for (const part of proof.missing) {
      await sendDirectly(this.http, 'PUT', `${at}/parts/${part}`, file.slice(part * PART, (part + 1) * PART));
      sent((there += 1));
    }
    return sendDirectly(this.http, 'PUT', `${at}/completion`);
  }

  remove(team: string, id: string, file: string): Promise<Application> {
    return sendDirectly(this.http, 'DELETE', `${this.#at(team, id)}/files/${file}`);
  }

  /** A file that was handed in, gathered from the pieces it is given in. */
  async file(team: string, id: string, { id: file, size }: ProofFile): Promise<Blob> {
    const pieces: Blob[] = [];
    for (let start = 0; start < size; start += pieces[pieces.length - 1]!.size) {
      pieces.push(await this.http.file(`${this.#at(team, id)}/files/${file}?start=${start}`));
    }
    return new Blob(pieces);
  }

  #at(team: string, id: string): string {
    return `/teams/${team}/sponsorships/${id}`;
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.http.get<T>(path)) as T;
  }
}
