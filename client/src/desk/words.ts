/** What the desk says: the product's general words and its own, one file a feature under words/vi and words/en. */
import { bring, cut as cutIn, t as say, type Key as ProductKey, type Params, type Segment } from '../i18n/index.svelte';
import type vi from './words/vi';

export type Key = keyof typeof vi;

bring({ vi: () => import('./words/vi'), en: () => import('./words/en') });

export function t(key: Key, params?: Params): string {
  return say(key as ProductKey, params);
}

/** The sentence cut at its {names}, so a page can put a link or a bold name in each. */
export function cut(key: Key, params?: Params): Segment[] {
  return cutIn(key as ProductKey, params);
}
