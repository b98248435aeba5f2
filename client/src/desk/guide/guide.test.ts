import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi as vitest } from 'vitest';
import type { Dictionary, Language } from '../../i18n/index.svelte';
import { pieces, textsOf } from '../../screens/help/text';
import type { Section } from '../../screens/help/types';
import { sections as deskSections } from '../sections';
import enWords from '../words/en';
import viWords from '../words/vi';
import en from './en';
import { pictures, topicIds, type DeskGuide, type PictureName } from './types';
import vi from './vi';

vitest.stubGlobal('location', { pathname: '/desk', hash: '', hostname: 'localhost' });
const { router } = await import('../router.svelte');
const { picture } = await import('./guide');

const guides: Record<Language, { guide: DeskGuide; words: Partial<Dictionary> }> = {
  vi: { guide: vi, words: viWords },
  en: { guide: en, words: enWords },
};
const PICTURES = join(import.meta.dirname, 'pictures');
const MOST = 400 * 1024; // bytes of pictures a language

const sections = (guide: DeskGuide): [string, Section<PictureName>][] =>
  topicIds.flatMap((id) => guide[id].sections.map((one): [string, Section<PictureName>] => [`${id}#${one.id}`, one]));
const shown = (guide: DeskGuide) =>
  sections(guide).flatMap(([, one]) => one.body.flatMap((block) => (typeof block === 'object' && 'picture' in block ? [block.picture] : [])));
/** The keys and addresses a section names, in whatever order its language puts them. */
const named = (section: Section<PictureName>) =>
  section.body
    .flatMap(textsOf)
    .flatMap(pieces)
    .flatMap((one) => ('ui' in one ? [one.ui] : 'href' in one ? [one.href] : 'key' in one ? [one.key] : []))
    .sort();

test('both languages tell the same things, and show every picture once', () => {
  const english = new Map(sections(en));
  expect([...english.keys()]).toEqual(sections(vi).map(([place]) => place));
  for (const [place, section] of sections(vi)) {
    const other = english.get(place);
    expect(other?.body.length, place).toBe(section.body.length);
    expect(other && named(other), place).toEqual(named(section));
  }
  for (const guide of [vi, en]) expect(shown(guide).sort()).toEqual(Object.keys(pictures).sort());
});

test('every section of the desk that is somebody’s work is told about', () => {
  const linked = new Set(sections(vi).flatMap(([, one]) => named(one)));
  for (const one of deskSections.filter((one) => one.id !== 'guide')) expect([...linked]).toContain(`/desk/${one.id}`);
});

describe.each(Object.entries(guides))('the desk’s guide in %s', (language, { guide, words }) => {
  const texts = topicIds.flatMap((id) => {
    const { title, lead, also, sections } = guide[id];
    return [title, lead, also, ...sections.flatMap((one) => [one.title, ...one.body.flatMap(textsOf)])];
  });

  test('leaves nothing empty, no mark unread and no word that the desk does not show', () => {
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).toBe(text.normalize('NFC'));
      for (const one of pieces(text)) {
        if ('text' in one) expect(one.text, text).not.toMatch(/[{}<>]|\]\(/);
        if ('ui' in one) expect(words[one.ui], one.ui).toEqual(expect.stringMatching(/^[^{}]+$/));
        if ('href' in one) expect(router.match(one.href).screen, one.href).toBe('section');
      }
    }
  });

  test('has each picture, light enough', () => {
    const folder = join(PICTURES, language);
    for (const name of Object.keys(pictures) as PictureName[]) {
      expect(existsSync(join(folder, `${name}.webp`)), name).toBe(true);
      expect(picture(language as Language, name).src, name).toContain(`${name}.webp`);
    }
    expect(readdirSync(folder).length).toBe(Object.keys(pictures).length);
    expect(readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(MOST);
  });
});
