import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import deskEn from '../desk/words/en';
import deskVi from '../desk/words/vi';
import en from './en';
import type { Message } from './index.svelte';
import vi from './vi';
import general from './vi/general';

const root = join(import.meta.dirname, '..');
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.(svelte|ts)$/.test(path) && !path.endsWith('.test.ts') && !/^(i18n|desk[\\/]words)[\\/](vi|en)\b/.test(path),
);
const read = (wanted: (path: string) => boolean): string =>
  paths.filter(wanted).map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
const ofDesk = (path: string): boolean => /^desk[\\/]/.test(path);

const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : [message.one, message.other]);
const gaps = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort();

type Words = Record<string, Message>;
const pages: [string, Words, Words, string, (key: string) => boolean][] = [
  ['the product', vi, en, read((path) => !ofDesk(path)), () => true],
  ['the desk', deskVi, deskEn, read(ofDesk), (key) => !(key in general)],
];

describe.each(pages)('the two dictionaries of %s', (_, vi, en, sources, own) => {
  const keys = Object.keys(vi);

  test('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });

  test('leave the same gaps in each sentence', () => {
    for (const key of keys) {
      const wanted = gaps(forms(vi[key]!)[0] ?? '');
      for (const text of forms(en[key]!)) expect(gaps(text), key).toEqual(wanted);
    }
  });

  test('say something for every key, as composed letters', () => {
    for (const key of keys) {
      for (const text of [...forms(vi[key]!), ...forms(en[key]!)]) {
        expect(text.trim(), key).not.toBe('');
        expect(text, key).toBe(text.normalize('NFC'));
      }
    }
  });

  test('hold no key that no screen uses', () => {
    // A key may be put together from a fixed beginning: t(`color.${one}`).
    const beginnings = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((found) => found[1] ?? '');
    const unused = keys.filter(
      (key) => own(key) && !sources.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
