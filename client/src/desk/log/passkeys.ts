import { confirm } from '../../ui/confirm.svelte';
import { askDevice, makeOnDevice } from '../../ui/passkey';
import { hasCode } from '../../ui/reason';
import { get, send, type Shapes } from '../api';
import { t } from '../words';

export type MyPasskey = Shapes['MyPasskey'];

const list = () => get<Shapes['MyPasskeys']>('/me/passkeys');

/** Makes one on a device that has none yet; false when the agent turned away from proving first. Throws Problem, and
 * DOMException when the device makes none. */
async function add(name: string): Promise<boolean> {
  const asked = await proven(() => send<Shapes['AskedPasskey']>('POST', '/me/passkeys/options'));
  if (!asked) return false;
  const passkey = await makeOnDevice(asked.options);
  await send('POST', '/me/passkeys', { step: asked.step, name, passkey });
  return true;
}

async function rename(id: string, name: string): Promise<void> {
  await send('PATCH', `/me/passkeys/${id}`, { name });
}

/** False when the agent turned away from proving first. */
async function remove(id: string): Promise<boolean> {
  return (await proven(async () => (await send('DELETE', `/me/passkeys/${id}`), true))) ?? false;
}

/** Does it, after a proof by passkey where the last one was too long ago. */
async function proven<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!hasCode(error, 'prove_again')) throw error;
  }
  if (!(await confirm.ask({ title: t('proof.title'), text: t('proof.text'), yes: t('proof.yes') }))) return undefined;
  const { step, options } = await send<Shapes['AskedPasskey']>('POST', '/me/proof');
  await send('POST', `/me/proof/${step}`, { passkey: await askDevice(options) });
  return work();
}

export const passkeys = { list, add, rename, remove };
