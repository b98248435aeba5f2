/** The account in the data layer: signing in, factors, contacts. Times `at`/`*_at` are integer milliseconds. */
export interface Terms { version: string; hash: string; in_force_at: number; answer_by: number; vi: string; en: string }
export interface TermsAccepted { version: string; hash: string }
/** `version` is what holds now ("" after a withdrawal), `asked` the one that waits for an answer, "" when none does. */
export interface Standing {
  version: string;
  accepted_at: number;
  asked: string;
  answer?: 'accepted' | 'declined' | 'withdrawn' | null;
  writes_until?: number | null;
}
export interface Account { id: string; email: string; terms?: Standing }

export interface Session {
  readonly status: 'unknown' | 'signed-out' | 'signed-in';
  readonly account: Account | undefined;
  /** The server no longer knows this session, but the work is still here: ask to sign in again, nothing is lost. */
  readonly expired: boolean;
  /** When the account is erased, milliseconds; 0 unless it is closing. Nothing of it can be opened meanwhile. */
  readonly closesAt: number;
  ask(email: string, language: 'vi' | 'en'): Promise<{ attempt: string; expires_at: number }>;
  /** What is still to be proved; undefined: signed in. Throws Problem: other_browser, wrong_code (body.tries_left), attempt_over, terms_required (body.terms). */
  signIn(attempt: string, proof: { token: string } | { code: string }, terms?: TermsAccepted): Promise<SecondStep | undefined>;
  /** Throws Problem: wrong_password, password_paused. */
  signInWithPassword(email: string, password: string): Promise<SecondStep | undefined>;
  askPasskey(): Promise<PasskeyAsked>;
  /** A second step, or a passkey's answer. Throws Problem: wrong_step (body.tries_left), step_over, passkey_unknown. */
  takeStep(step: string, proof: StepProof): Promise<void>;
  /** Finishes the recovery of a lost device. Throws Problem: recovery_early, recovery_over, wrong_step. */
  recover(step: string, proof: Partial<Checked>): Promise<void>;
  terms(): Promise<Terms>;
  /** Reads the account again, after something about it changed. */
  refresh(): Promise<void>;
  /** Wipes what this browser holds of the account, the outbox too: ask first when `outbox.count` is not 0. */
  signOut(): Promise<void>;
}

/** A browser in which this account is signed in. */
export interface SignedInBrowser { id: string; device: string; region: string; began_at: number; seen_at: number; this: boolean }
/** Options and answers of WebAuthn as browsers write them in JSON. */
export type PasskeyJson = Record<string, unknown>;
export interface PasskeyAsked { step: string; options: PasskeyJson }
export type StepWay = 'passkey' | 'totp' | 'recovery';
/** What is still to be proved after the first factor. */
export interface SecondStep { step: string; expires_at: number; ways: StepWay[]; passkey?: PasskeyJson | null; recovery?: RecoveryState | null }
/** Of a lost device or mailbox: `due_at` is when it can be finished, `phone` the end of the account's number ("": none). */
export interface RecoveryState { state: 'none' | 'waiting' | 'ready'; due_at: number; phone: string; by_phone: boolean }
/** A code that was typed, and the check it answers. */
export interface Checked { check: string; code: string }
export type StepProof = { totp: string } | { recovery: string } | { passkey: PasskeyJson };
export type ProofWay = StepWay | 'password' | 'mail';
export type Proof = { attempt: string; code: string } | { password: string } | { totp: string } | { recovery: string } | { step: string; passkey: PasskeyJson };

export interface Passkey { id: string; name: string; created_at: number; used_at: number | null; backed_up: boolean }
export interface Factors {
  two_step: boolean;
  password: { created_at: number; used_at: number | null } | null;
  totp: { created_at: number; used_at: number | null } | null;
  recovery: { left: number; created_at: number } | null;
  passkeys: Passkey[];
}
/** `qr` is an SVG of `uri`. */
export interface TotpAsked { step: string; expires_at: number; secret: string; uri: string; qr: string }

export interface Security {
  /** A request was refused until the person proves that it is them: show the dialog. It ends with `prove` or `giveUp`. */
  readonly proving: boolean;
  proofWays(): Promise<ProofWay[]>;
  mailProof(): Promise<string>;
  passkeyProof(): Promise<PasskeyAsked>;
  /** Throws Problem: wrong_code, attempt_over, wrong_proof, step_over, passkey_unknown. The refused request is then repeated. */
  prove(proof: Proof): Promise<void>;
  giveUp(): void;
  sessions(): Promise<SignedInBrowser[]>;
  endSession(id: string): Promise<void>;
  endOthers(): Promise<void>;
  factors(): Promise<Factors>;
  /** Throws Problem: weak_password, whose sentence says why. Ends the other sessions. */
  setPassword(password: string): Promise<void>;
  removePassword(): Promise<void>;
  askNewPasskey(): Promise<PasskeyAsked>;
  addPasskey(step: string, name: string, passkey: PasskeyJson): Promise<void>;
  renamePasskey(id: string, name: string): Promise<void>;
  removePasskey(id: string): Promise<void>;
  askTotp(): Promise<TotpAsked>;
  /** The new recovery codes; none when the account keeps those it has. */
  confirmTotp(step: string, code: string): Promise<string[]>;
  removeTotp(): Promise<void>;
  renewCodes(): Promise<string[]>;
  turnTwoStepOff(): Promise<void>;
}

export type ContactKind = 'email' | 'phone';
/** `phone` in E.164, `phone_shown` as it is read; a change can be undone by the notice's link until `until`. */
export interface ContactsHeld {
  email: string;
  phone: string | null;
  phone_shown: string | null;
  phone_verified_at: number | null;
  changes: { kind: ContactKind; at: number; until: number }[];
  /** 0 unless contacts stand still for this browser. */
  protected_until: number;
}
export interface Verification { verification: string; to: string; expires_at: number }
/** `attempt`: the sign-in whose mail is on its way. */
export interface Pressed { attempt: string; expires_at: number; restored: (ContactKind | 'factors' | 'account')[]; recovery?: 'stopped' | 'goes_on' | null }

/** The way back for who lost a device (behind a sign-in by mail that waits for its second step) or a mailbox. */
export interface Recoveries {
  /** Begin the wait, or find it begun. */
  start(step: string): Promise<RecoveryState>;
  /** A code to the account's number; what names it. */
  textOwnNumber(step: string): Promise<string>;
  provePhone(step: string, proof: Checked): Promise<RecoveryState>;
  /** A code to a number, whoever has it; the step it finishes. */
  textNumber(phone: string): Promise<string>;
  /** Throws Problem: wrong_step, recovery_unknown. */
  proveNumber(step: string, code: string): Promise<{ step: string; recovery: RecoveryState }>;
  mailAddress(step: string, email: string): Promise<string>;
  /** Begins the wait. Throws Problem: contact_taken, recovery_by_mail, recovery_other. */
  proveAddress(step: string, proof: Checked): Promise<RecoveryState>;
  /** The sign-in whose mail has gone to the new address. */
  complete(step: string): Promise<{ attempt: string; email: string }>;
}

export interface Contacts {
  held(): Promise<ContactsHeld>;
  /** Sends a code to a new address or number. */
  verify(kind: ContactKind, value: string): Promise<Verification>;
  /** Throws Problem: wrong_code, attempt_over, other_browser, contact_taken, too_many_changes, protected. */
  change(kind: ContactKind, verification: string, proof: { code: string } | { token: string }): Promise<ContactsHeld>;
  removePhone(): Promise<void>;
  /** Throws Problem: alert_over. */
  notMe(alert: string, token: string): Promise<Pressed>;
}
