/** Whether a receipt is genuine, found out in this browser: nothing of it is sent anywhere. */

export interface Receipt {
  form: string;
  issuer: string;
  account: string;
  number: number;
  previous: string;
  entry: string;
  kind: string;
  action: string;
  by: string;
  about: string;
  wording: { version: string; hash: string };
  decided_at: string;
  recorded_at: string;
}

/** What is certified about an erased team; a time that is not known yet is "". */
export interface Certificate {
  form: string;
  issuer: string;
  account: string;
  team: string;
  name: string;
  members: number;
  projects: number;
  asked_at: string;
  keys_deleted_at: string;
  regions: string;
  content_deleted_at: string;
  key_backups_gone_at: string;
  other_backups_gone_at: string;
}

export type Verdict = { genuine: Receipt } | { genuine: Certificate } | { bad: 'form' | 'key' | 'signature' };

const FORM = 'izwork-consent-receipt/1';
const CERTIFICATE = 'izwork-erasure-certificate/1';
const CERTIFIED =
  'account asked_at content_deleted_at form issuer key_backups_gone_at keys_deleted_at members name other_backups_gone_at projects regions team'.split(' ');
const NAMES = 'about account action by decided_at entry form issuer kind number previous recorded_at wording'.split(' ');

/** RFC 8785 for what a receipt holds (texts, whole numbers, objects): sorted names, no blanks. */
function spelled(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${spelled(inner)}`).join(',')}}`;
}

const has = (value: unknown, names: string[]): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).sort().join() === names.join();

function isReceipt(value: unknown): value is Receipt {
  if (!has(value, NAMES) || value.form !== FORM || !Number.isSafeInteger(value.number)) return false;
  if (!has(value.wording, ['hash', 'version'])) return false;
  const texts = [...Object.values(value.wording), ...NAMES.filter((name) => name !== 'number' && name !== 'wording').map((name) => value[name])];
  return texts.every((text) => typeof text === 'string');
}

function isCertificate(value: unknown): value is Certificate {
  if (!has(value, CERTIFIED) || value.form !== CERTIFICATE) return false;
  return CERTIFIED.every((name) => (name === 'members' || name === 'projects' ? Number.isSafeInteger(value[name]) : typeof value[name] === 'string'));
}

export function certifies(paper: Receipt | Certificate): paper is Certificate {
  return paper.form === CERTIFICATE;
}

function bytes(text: unknown): Uint8Array<ArrayBuffer> | undefined {
  // 64 bytes in base64url have one spelling only: 86 letters, the last of which carries two bits.
  if (typeof text !== 'string' || !/^[\w-]{85}[AQgw]$/.test(text)) return undefined;
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** `text` is the file; `keys` the published JWK set's. */
export async function verify(text: string, keys: readonly JsonWebKey[]): Promise<Verdict> {
  let signed: unknown;
  try {
    signed = JSON.parse(text);
  } catch {
    return { bad: 'form' };
  }
  if (!has(signed, ['key', 'receipt', 'signature']) || !(isReceipt(signed.receipt) || isCertificate(signed.receipt))) return { bad: 'form' };
  const kid = signed.key;
  const jwk = keys.find((one) => (one as { kid?: string }).kid === kid);
  if (!jwk) return { bad: 'key' };
  const signature = bytes(signed.signature);
  if (!signature) return { bad: 'signature' };
  const { kty, crv, x, y } = jwk;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const message = new TextEncoder().encode(spelled(signed.receipt));
  const genuine = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message);
  return genuine ? ({ genuine: signed.receipt } as Verdict) : { bad: 'signature' };
}
