/** Reads the marks in the guide's texts. */
import { t, type Key } from '../../i18n/index.svelte';
import type { Block, Section } from './types';

export type Piece = { text: string } | { ui: Key } | { key: string } | { words: string; href: string };

const MARK = /\{ui:([\w.-]+)\}|\{key:([^}]+)\}|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const mark of text.matchAll(MARK)) {
    if (mark.index > from) found.push({ text: text.slice(from, mark.index) });
    const [whole, ui, key, words, href] = mark;
    if (ui) found.push({ ui: ui as Key });
    else if (key) found.push({ key });
    else found.push({ words: words ?? '', href: href ?? '' });
    from = mark.index + whole.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** Every text of a block, marks and all. */
export function textsOf(block: Block<string>): string[] {
  if (typeof block === 'string') return [block];
  if ('steps' in block) return block.steps;
  if ('points' in block) return block.points;
  if ('note' in block) return [block.note];
  return 'picture' in block ? [block.alt] : [];
}

/** What a person reads, in the words of the language spoken now. */
export function spoken(text: string): string {
  return pieces(text)
    .map((one) => ('text' in one ? one.text : 'ui' in one ? t(one.ui) : 'key' in one ? one.key : one.words))
    .join('');
}

export function reading(section: Section<string>): string {
  return section.body.flatMap(textsOf).map(spoken).join(' ');
}
