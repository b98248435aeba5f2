import { t } from '../i18n/index.svelte';
import { toasts } from './toasts.svelte';

/** A seldom used part of the page; when it cannot be fetched now, says so and gives undefined. */
export async function lazy<Part>(load: () => Promise<{ default: Part }>): Promise<Part | undefined> {
  try {
    return (await load()).default;
  } catch {
    toasts.say(t('error.part'));
    return undefined;
  }
}
