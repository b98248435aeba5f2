/** The one way to the desk's API: the product's caller, at the desk's paths. */
import { Http } from '../api/http';
import type { components } from '../api/desk-openapi';
import { newOp } from '../data/ids';

export { Problem } from '../api/http';

/** What the desk's API takes and gives, from its OpenAPI document. */
export type Shapes = components['schemas'];

export const http = new Http((input, init) => fetch(input, init));

/** What `/desk${path}` answers. Throws Problem. */
export async function get<T>(path: string): Promise<T> {
  return (await http.get<T>(`/desk${path}`)) as T;
}

/** Does it once, however often the network repeats it. Throws Problem. */
export function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return http.send<T>(method, `/desk${path}`, { op: newOp(), body });
}
