import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from './en';
import type { Message } from './index.svelte';
import vi from './vi';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(svelte|ts)$/.test(path) && !path.endsWith('.test.ts') && !/^i18n[\\/](vi|en)\b/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : [message.one, message.other]);
const gaps = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort();

describe('the two dictionaries', () => {
  const keys = Object.keys(vi) as (keyof typeof vi)[];

  test('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });

  test('leave the same gaps in each sentence', () => {
    for (const key of keys) {
      const wanted = gaps(forms(vi[key])[0] ?? '');
      for (const text of forms(en[key])) expect(gaps(text), key).toEqual(wanted);
    }
  });

  test('say something for every key, as composed letters', () => {
    for (const key of keys) {
      for (const text of [...forms(vi[key]), ...forms(en[key])]) {
        expect(text.trim(), key).not.toBe('');
        expect(text, key).toBe(text.normalize('NFC'));
      }
    }
  });

  test('hold no key that no screen uses', () => {
    // A key may be put together from a fixed beginning: t(`color.${one}`).
    const beginnings = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((found) => found[1] ?? '');
    const unused = keys.filter(
      (key) => !sources.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
