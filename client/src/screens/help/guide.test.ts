import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi as vitest } from 'vitest';
import enWords from '../../i18n/en';
import { speak, type Dictionary, type Language } from '../../i18n/index.svelte';
import viWords from '../../i18n/vi';
import en from './en';
import { Finder } from './finding';
import { pieces, textsOf } from './text';
import { groups, pictures, topicIds, type Block, type Guide, type Section } from './types';
import vi from './vi';

vitest.stubGlobal('document', { documentElement: { lang: '' } });
vitest.stubGlobal('localStorage', { setItem: () => {}, getItem: () => null });
vitest.stubGlobal('location', { pathname: '/', hash: '' });
const { match } = await import('../../ui/router.svelte');

const guides: Record<Language, { guide: Guide; words: Dictionary }> = {
  vi: { guide: vi, words: viWords },
  en: { guide: en, words: enWords },
};
const PUBLIC = join(import.meta.dirname, '../../../public/help');
const MOST = 880 * 1024; // bytes of pictures a language: a page has a few of them, and each loads when it is reached

const sections = (guide: Guide): [string, Section][] =>
  topicIds.flatMap((id) => guide[id].sections.map((one): [string, Section] => [`${id}#${one.id}`, one]));
const shape = (block: Block) =>
  typeof block === 'string' ? 'text' : 'picture' in block ? block.picture : `${Object.keys(block)[0]} ${textsOf(block).length}`;
/** The keys and addresses a section names, in whatever order its language puts them. */
const named = (section: Section) =>
  section.body
    .flatMap(textsOf)
    .flatMap(pieces)
    .flatMap((one) => ('ui' in one ? [one.ui] : 'href' in one ? [one.href] : 'key' in one ? [one.key] : []))
    .sort();


test('both languages tell the same things of the same topics', () => {
  expect(Object.keys(vi).sort()).toEqual([...topicIds].sort());
  expect(Object.keys(en).sort()).toEqual([...topicIds].sort());
  expect(Object.values(groups).flat().sort()).toEqual([...topicIds].sort());
  const english = new Map(sections(en));
  expect([...english.keys()]).toEqual(sections(vi).map(([place]) => place));
  for (const [place, section] of sections(vi)) {
    const other = english.get(place);
    expect(other?.body.map(shape), place).toEqual(section.body.map(shape));
    expect(other && named(other), place).toEqual(named(section));
  }
});

describe.each(Object.entries(guides))('the guide in %s', (language, { guide, words }) => {
  const texts = topicIds.flatMap((id) => {
    const { title, lead, also, sections } = guide[id];
    return [title, lead, also, ...sections.flatMap((one) => [one.title, ...one.body.flatMap(textsOf)])];
  });

  test('leaves nothing empty and no mark unread', () => {
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).toBe(text.normalize('NFC'));
      for (const one of pieces(text)) if ('text' in one) expect(one.text, text).not.toMatch(/[{}<>]|\]\(/);
    }
  });

  test('names only words that the app shows, whole', () => {
    for (const one of texts.flatMap(pieces)) {
      if (!('ui' in one)) continue;
      const said: unknown = words[one.ui];
      expect(typeof said, one.ui).toBe('string');
      expect(said, one.ui).not.toMatch(/\{\w+\}/);
    }
  });

  test('links only to pages and parts that there are', () => {
    for (const one of texts.flatMap(pieces)) {
      if (!('href' in one)) continue;
      if (/^(mailto:Support@izwork\.com|tel:\+84862744455)$/.test(one.href)) continue;
      const [path = '', fragment] = one.href.split('#');
      if (path === '/status') continue; // a page of its own
      const place = match(path);
      expect(place.screen, one.href).not.toBe('missing');
      if (place.screen !== 'helpTopic') continue;
      const topic = guide[topicIds.find((id) => id === place.params.topic) ?? ('' as 'contact')];
      expect(topic, one.href).toBeDefined();
      if (fragment) expect(topic.sections.map((part) => part.id), one.href).toContain(fragment);
    }
  });

  test('gives each part of a topic an address of its own', () => {
    const places = sections(guide).map(([place]) => place);
    expect(new Set(places).size).toBe(places.length);
  });

  test('has each picture, light enough', () => {
    const folder = join(PUBLIC, language);
    for (const name of Object.keys(pictures)) expect(existsSync(join(folder, `${name}.webp`)), name).toBe(true);
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThan(MOST);
    expect(readdirSync(folder).length).toBe(Object.keys(pictures).length);
  });
});

describe('finding', () => {
  const found = (query: string) => new Finder(vi).find(query).map(({ topic, section }) => `${topic}#${section.id}`);
  beforeAll(() => speak('vi'));

  test('without accents, by words of the text, of the app and of people', () => {
    expect(found('thung rac')).toContain('undo#trash');
    expect(found('THÙNG RÁC')[0]).toBe('undo#trash');
    expect(found('bo vao thung rac')).toContain('undo#trash'); // the label of a button
    expect(found('xac thuc hai lop')).toEqual(['security#passkey']); // a word the text does not have
    expect(found('khong co that')).toEqual([]);
    expect(found('  ')).toEqual([]);
  });

  test('with its accents before without', () => {
    const answers = found('mời');
    expect(answers[0]).toBe('people#invite');
    // “Mọi phím tắt” has the same letters, and in its title at that.
    expect(answers.indexOf('keys#keys')).toBeGreaterThan(answers.indexOf('people#roles') + 1);
    expect(answers).toContain('signin#nomail'); // “mới nhất”
  });

  test('shows the words around, the found ones marked', () => {
    const [first] = new Finder(vi).find('khoi phuc ma');
    expect(first?.snippet.some(({ found }) => found)).toBe(true);
    expect(first?.snippet.length).toBeLessThanOrEqual(30);
  });
});
