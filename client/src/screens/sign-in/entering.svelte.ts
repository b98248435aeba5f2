import { session, type Checked, type PasskeyAsked, type SecondStep, type StepProof, type Terms } from '../../data';
import { t } from '../../i18n/index.svelte';
import { hasCode, reason } from '../../ui/reason';
import { askDevice, rememberPasskey } from '../../ui/passkey';
import { router } from '../../ui/router.svelte';

type Proof = { token: string } | { code: string };

const kept = 'izwork.after';
const KEPT_MS = 3_600_000;

/** Where to go after signing in, kept for an hour: the mail's link may open in another tab. */
export function goAfter(path: string): void {
  localStorage.setItem(kept, JSON.stringify({ path, at: Date.now() }));
}

function destination(): string {
  const text = localStorage.getItem(kept);
  localStorage.removeItem(kept);
  if (!text) return '/';
  const { path, at } = JSON.parse(text) as { path: string; at: number };
  return Date.now() - at < KEPT_MS && path.startsWith('/') ? path : '/';
}

/** One try at entering: proof, the terms when it is the first time, and what to do when it fails. */
export class Entering {
  busy = $state(false);
  problem = $state('');
  over = $state(false);
  otherBrowser = $state(false);
  terms = $state.raw<Terms>();
  /** The first factor was right; this is asked for next. */
  second = $state.raw<SecondStep>();
  #attempt = '';
  #proof: Proof = { code: '' };

  async enter(attempt: string, proof: Proof): Promise<void> {
    this.#attempt = attempt;
    this.#proof = proof;
    await this.#try();
  }

  async accept(): Promise<void> {
    const { version, hash } = this.terms ?? { version: '', hash: '' };
    await this.#try({ version, hash });
  }

  withPassword(email: string, password: string): Promise<void> {
    return this.#run(() => session.signInWithPassword(email, password));
  }

  /** A code, or with `passkey` the device's answer to the second step. */
  answer(proof: StepProof | 'passkey'): Promise<void> {
    const { step = '', passkey } = this.second ?? {};
    return this.#run(async () => {
      const given = proof === 'passkey' ? { passkey: await askDevice(passkey ?? {}) } : proof;
      await session.takeStep(step, given);
      if (proof === 'passkey') rememberPasskey();
      return undefined;
    });
  }

  /** Finish the recovery of a lost device, at the second step that cannot be taken. */
  recover(proof: Partial<Checked>): Promise<void> {
    const { step = '' } = this.second ?? {};
    return this.#run(async () => {
      await session.recover(step, proof);
      return undefined;
    });
  }

  /** The second step is over: begin again. */
  lose(error: unknown): void {
    this.second = undefined;
    this.over = true;
    this.problem = reason(error);
  }

  withPasskey(): Promise<void> {
    return this.#run(async () => this.#sign(await session.askPasskey()));
  }

  /** As the browser's own list beside the e-mail field offers it, until `signal`; what comes of it is as by the button. */
  async offerPasskey(signal: AbortSignal): Promise<void> {
    const asked = await session.askPasskey();
    const passkey = await askDevice(asked.options, { signal, mediation: 'conditional' });
    await this.#run(() => this.#sign(asked, passkey));
  }

  async #sign(asked: PasskeyAsked, passkey?: Record<string, unknown>): Promise<undefined> {
    await session.takeStep(asked.step, { passkey: passkey ?? (await askDevice(asked.options)) });
    rememberPasskey();
  }

  #try(terms?: { version: string; hash: string }): Promise<void> {
    return this.#run(() => session.signIn(this.#attempt, this.#proof, terms));
  }

  async #run(work: () => Promise<SecondStep | undefined>): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      this.second = await work();
      if (!this.second) {
        sessionStorage.removeItem('izwork.asked');
        router.go(destination(), { replace: true });
      }
    } catch (error) {
      await this.#explain(error);
    }
    this.busy = false;
  }

  async #explain(error: unknown): Promise<void> {
    if (hasCode(error, 'terms_required')) {
      try {
        this.terms = await session.terms();
      } catch (failed) {
        this.problem = reason(failed);
      }
    } else if (hasCode(error, 'other_browser')) {
      this.otherBrowser = true;
    } else if (hasCode(error, 'wrong_code')) {
      this.problem = t('signIn.wrongCode', { n: Number(error.body.tries_left ?? 0) });
    } else if (hasCode(error, 'attempt_over')) {
      this.over = true;
      this.terms = undefined;
      this.problem = t('signIn.over');
    } else if (hasCode(error, 'step_over')) {
      this.lose(error);
    } else {
      this.problem = error instanceof DOMException ? t('passkey.none') : reason(error);
    }
  }
}
