/** Patches of records: JSON merge patch (RFC 7396), the same as the server's, kept so by shared vectors. */
import type { Change } from './types';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field by its own name only: "__proto__" is an ordinary key, nothing is inherited. */
export function own(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function put(object: Fields, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
}

/** A new object; neither argument is changed. */
export function merge(target: unknown, patch: Fields): Fields {
  const out: Fields = isObject(target) ? { ...target } : {};
  for (const key of Object.keys(patch)) {
    const value = own(patch, key);
    if (value === null) delete out[key];
    else put(out, key, isObject(value) ? merge(own(out, key), value) : value);
  }
  return out;
}

/** The record after the change; undefined when it is deleted. */
export function reduce(record: Fields | undefined, change: Pick<Change, 'set' | 'delete'>): Fields | undefined {
  return change.delete ? undefined : merge(record, change.set ?? {});
}

/** The patch that takes `patch` back from a record that was `before`. */
export function inverse(before: unknown, patch: Fields): Fields {
  const known = isObject(before) ? before : {};
  const out: Fields = {};
  for (const key of Object.keys(patch)) {
    const [value, old] = [own(patch, key), own(known, key)];
    if (isObject(value) && (isObject(old) || old === undefined)) put(out, key, inverse(old, value));
    else put(out, key, old === undefined ? null : old);
  }
  return out;
}
