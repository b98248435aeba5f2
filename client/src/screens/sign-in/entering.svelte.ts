import { session, type Terms } from '../../data';
import { t } from '../../i18n/index.svelte';
import { hasCode, reason } from '../../ui/reason';
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

  async #try(terms?: { version: string; hash: string }): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      await session.signIn(this.#attempt, this.#proof, terms);
      sessionStorage.removeItem('izwork.asked');
      router.go(destination(), { replace: true });
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
    } else {
      this.problem = reason(error);
    }
  }
}
