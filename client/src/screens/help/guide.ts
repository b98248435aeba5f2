import type { Language } from '../../i18n/index.svelte';
import type { Guide } from './types';

/** The guide of one language, fetched when somebody opens it. */
export const load: Record<Language, () => Promise<{ default: Guide }>> = {
  vi: () => import('./vi'),
  en: () => import('./en'),
};
