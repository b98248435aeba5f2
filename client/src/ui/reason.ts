import { Problem } from '../api/http';
import { t } from '../i18n/index.svelte';

/** The sentence for a refusal: the server's own when it gave one. */
export function reason(error: unknown): string {
  if (error instanceof Problem) {
    if (error.detail) return error.detail;
    if (error.status === 0) return t('error.offline');
  }
  return t('error.unknown');
}

export function hasCode(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code;
}
