import { FILE_AT_MOST, FILES_AT_MOST, PART, Problem, sponsoring, type Application, type ProofFile } from '../../data';
import { t } from '../../i18n/index.svelte';
import { reason } from '../../ui/reason';

/** One file on its way. `percent` 100: it is being checked. */
export interface Sending {
  key: number;
  file: File;
  /** Known to the server once it was announced. */
  id?: string;
  percent: number;
  /** Why it stopped; it can be tried again unless `final`. */
  problem: string;
  final: boolean;
}

/** The files of one application on their way to the server, one after the other. */
export class Uploads {
  going = $state<Sending[]>([]);
  #next = 1;
  #line: Promise<void> = Promise.resolve();

  constructor(
    private readonly team: string,
    private readonly application: string,
    /** Hears how the application stands after each file. */
    private readonly changed: (application: Application) => void,
    private readonly known: () => readonly ProofFile[],
  ) {}

  get busy(): boolean {
    return this.going.some((one) => !one.problem);
  }

  /** How many more files may be chosen. */
  get room(): number {
    return FILES_AT_MOST - this.known().length - this.going.filter((one) => !one.id && !one.final).length;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const wrong = file.size > FILE_AT_MOST ? 'large' : file.size === 0 ? 'empty' : undefined;
      const problem = wrong ? t(`sponsor.file.${wrong}`, { name: file.name }) : this.room <= 0 ? t('sponsor.files.full', { n: FILES_AT_MOST }) : '';
      const key = this.#put(file, problem, !!problem);
      if (!problem) this.#send(key);
    }
  }

  /** Goes on with a file of which the server has some parts. */
  resume(proof: ProofFile, file: File): string {
    if (file.size !== proof.size) return t('sponsor.file.other', { name: proof.name });
    const key = this.#put(file, '', false, proof.id);
    this.#send(key, proof);
    return '';
  }

  retry(one: Sending): void {
    one.problem = '';
    this.#send(one.key);
  }

  drop(one: Sending): void {
    this.going = this.going.filter(({ key }) => key !== one.key);
  }

  sending(id: string): Sending | undefined {
    return this.going.find((one) => one.id === id);
  }

  #put(file: File, problem: string, final: boolean, id?: string): number {
    const key = this.#next++;
    this.going.push({ key, file, id, percent: 0, problem, final });
    return key;
  }

  #send(key: number, proof?: ProofFile): void {
    this.#line = this.#line.then(() => this.#sent(key, proof));
  }

  async #sent(key: number, proof?: ProofFile): Promise<void> {
    const one = this.going.find((found) => found.key === key);
    if (!one) return; // taken out meanwhile
    try {
      let held = proof;
      if (!held && one.id) held = await this.#again(one.id);
      held ??= await sponsoring.announce(this.team, this.application, one.file);
      one.id = held.id;
      const whole = Math.ceil(held.size / PART);
      const done = await sponsoring.send(this.team, this.application, held, one.file, (there) => {
        one.percent = Math.round((100 * there) / whole);
      });
      this.drop(one);
      this.changed(done);
    } catch (error) {
      one.problem = reason(error);
      // What was looked at and not taken is gone from the server.
      one.final = error instanceof Problem && ['bad_document', 'documents_full', 'not_now', 'invalid'].includes(error.code);
      if (one.final) one.id = undefined;
      await this.#look();
    }
  }

  async #again(id: string): Promise<ProofFile | undefined> {
    return (await this.#look())?.files.find((one) => one.id === id);
  }

  async #look(): Promise<Application | undefined> {
    const listed = await sponsoring.of(this.team).catch(() => undefined);
    const found = listed?.applications.find((one) => one.id === this.application);
    if (found) this.changed(found);
    return found;
  }
}
