import type { Language } from '../../i18n/index.svelte';
import { pictures, type DeskGuide, type PictureName } from './types';

/** The guide of one language, fetched when somebody opens it. */
export const load: Record<Language, () => Promise<{ default: DeskGuide }>> = {
  vi: () => import('./vi'),
  en: () => import('./en'),
};

// Among the desk's own files: the product's browsers fetch none of them, and its worker keeps none.
const taken = import.meta.glob<string>('./pictures/*/*.webp', { eager: true, query: '?url', import: 'default' });

export function picture(language: Language, name: PictureName): { src: string; width: number; height: number } {
  const [width, height] = pictures[name];
  return { src: taken[`./pictures/${language}/${name}.webp`] ?? '', width, height };
}
