import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/receipt/verify';

interface Vectors {
  keys: (JsonWebKey & { kid: string })[];
  receipts: { receipt: Record<string, unknown>; key: string; signature: string }[];
  certificates: Vectors['receipts'];
}

// Signed by the server's own code, which reads the same file.
const { keys, receipts, certificates } = JSON.parse(readFileSync(join(import.meta.dirname, '../../tests/vectors/receipts.json'), 'utf8')) as Vectors;
const verdict = async (signed: unknown, by = keys) => verify(JSON.stringify(signed), by);

function altered(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  return (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
}

describe.each([...receipts, ...certificates])('a receipt or a certificate', (signed) => {
  test('is genuine as it is, however it is laid out', async () => {
    for (const text of [JSON.stringify(signed), JSON.stringify(signed, null, 7), JSON.stringify({ ...signed, receipt: Object.fromEntries(Object.entries(signed.receipt).reverse()) })]) {
      expect(await verify(text, keys)).toEqual({ genuine: signed.receipt });
    }
  });

  test('is not with any field of it changed, left out or added', async () => {
    for (const name of Object.keys(signed.receipt)) {
      const { [name]: value, ...rest } = signed.receipt;
      expect(await verdict({ ...signed, receipt: rest }), name).toHaveProperty('bad');
      if (name === 'wording') {
        for (const inner of ['version', 'hash']) {
          const wording = value as Record<string, unknown>;
          const other = { ...wording, [inner]: altered(wording[inner]) };
          expect(await verdict({ ...signed, receipt: { ...rest, wording: other } }), inner).toEqual({ bad: 'signature' });
        }
      } else expect(await verdict({ ...signed, receipt: { ...rest, [name]: altered(value) } }), name).toHaveProperty('bad');
    }
    expect(await verdict({ ...signed, note: 'x' })).toEqual({ bad: 'form' });
    expect(await verdict({ ...signed, receipt: { ...signed.receipt, note: 'x' } })).toEqual({ bad: 'form' });
    expect(await verdict({ ...signed, key: altered(signed.key) })).toEqual({ bad: 'key' });
    expect(await verdict({ ...signed, signature: altered(signed.signature) })).toEqual({ bad: 'signature' });
    for (const signature of ['', signed.signature + '=', signed.signature.slice(0, -1), 7]) {
      expect(await verdict({ ...signed, signature })).toEqual({ bad: 'signature' });
    }
  });

  test('is not of another key', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const other = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid: signed.key };
    expect(await verdict(signed, [other])).toEqual({ bad: 'signature' });
    expect(await verdict(signed, [])).toEqual({ bad: 'key' });
  });
});

test.each(['', 'x', '[]', 'null', '{}', '{"receipt":{},"key":"","signature":""}'])('%s is no receipt', async (text) => {
  expect(await verify(text, keys)).toEqual({ bad: 'form' });
});
