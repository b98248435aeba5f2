/** WebAuthn between the server's JSON and the browser's buffers. */

type Json = Record<string, unknown>;
type Described = { type: 'public-key'; id: string; transports?: AuthenticatorTransport[] };

const kept = 'izwork.passkey';

/** Whether this page could use passkeys at all: a browser that knows them, at a name, which an IP address is not. */
export const canPasskey = 'PublicKeyCredential' in globalThis && !/^(\d+\.){3}\d+$|:/.test(location.hostname);

/** A passkey was made or used in this browser: it is offered first from now on. */
export function rememberPasskey(): void {
  localStorage.setItem(kept, '1');
}

export function hasPasskey(): boolean {
  return canPasskey && localStorage.getItem(kept) === '1';
}

/** Whether the browser lists passkeys beside a field. */
export async function listsPasskeys(): Promise<boolean> {
  return canPasskey && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

/** Asks for a passkey; its answer as JSON. Throws DOMException when the person turns away or there is none. */
export async function askDevice(options: Json, more: Pick<CredentialRequestOptions, 'signal' | 'mediation'> = {}): Promise<Json> {
  const publicKey = {
    ...options,
    challenge: buffer(options.challenge),
    allowCredentials: described(options.allowCredentials),
  } as PublicKeyCredentialRequestOptions;
  const made = (await navigator.credentials.get({ publicKey, ...more })) as PublicKeyCredential;
  const { clientDataJSON, authenticatorData, signature, userHandle } = made.response as AuthenticatorAssertionResponse;
  return credential(made, {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle?.byteLength ? { userHandle: text(userHandle) } : {}),
  });
}

/** Has the device make a passkey; its answer as JSON. */
export async function makeOnDevice(options: Json): Promise<Json> {
  const user = options.user as { id: string; name: string; displayName: string };
  const publicKey = {
    ...options,
    challenge: buffer(options.challenge),
    user: { ...user, id: buffer(user.id) },
    excludeCredentials: described(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return credential(made, {
    clientDataJSON: text(response.clientDataJSON),
    attestationObject: text(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

function credential(made: PublicKeyCredential, response: Json): Json {
  return { id: made.id, rawId: text(made.rawId), type: made.type, response };
}

function described(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Described[]).map((one) => ({ ...one, id: buffer(one.id) }));
}

function buffer(text: unknown): ArrayBuffer {
  const plain = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(raw: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(raw), (byte) => String.fromCharCode(byte)).join('');
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
