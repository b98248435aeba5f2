/** What the data layer shows to the screens. Times `at`/`*_at` are integer milliseconds, dates "YYYY-MM-DD". */
import type { SvelteMap } from 'svelte/reactivity';
import type { Problem } from '../api/http';

export type Role = 'owner' | 'admin' | 'member' | 'guest';
export type Color = 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'gray';
export type Ids = Record<string, true>;
/** Gives back what a verb did, as a new change; it answers at once like the verb itself. */
export type Undo = () => void;
/** `problem` = could not be loaded and there is nothing to show from before. */
export type Loading = 'loading' | 'ready' | 'problem';

export interface ChecklistItem { text: string; done: boolean; position: string }

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly list: string;
  readonly position: string;
  readonly assignees: Readonly<Ids>;
  readonly labels: Readonly<Ids>;
  readonly due?: string;
  readonly start?: string;
  readonly checklist: Readonly<Record<string, ChecklistItem>>;
  readonly created_at: number;
  readonly created_by: string;
  readonly closed_at?: number;
  readonly trashed_at?: number;
  /** The last change is only here, not yet accepted by the server. */
  readonly pending: boolean;
}

export interface List { readonly id: string; readonly name: string; readonly position: string; readonly pending: boolean }
export interface Label { readonly id: string; readonly name: string; readonly color: Color; readonly pending: boolean }

export interface Comment {
  readonly id: string;
  readonly task: string;
  readonly text: string;
  readonly created_at: number;
  readonly created_by: string;
  readonly edited_at?: number;
  readonly pending: boolean;
}

/** `seq`: hand it back to `describe` as the base the person started from. */
export interface Description { readonly text: string; readonly seq: number; readonly pending: boolean }

/** What can be set at creation or changed later; null takes a value away, objects merge key by key. */
export interface TaskFields {
  title?: string;
  assignees?: Record<string, true | null>;
  labels?: Record<string, true | null>;
  due?: string | null;
  start?: string | null;
  checklist?: Record<string, Partial<ChecklistItem> | null>;
}
export interface NewTask extends TaskFields { title: string; list: string; below?: string | null }

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly joined_at: number;
  readonly left_at?: number;
  readonly pending: boolean;
}
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
  readonly archived_at?: number;
  readonly guests: Readonly<Ids>;
  readonly pending: boolean;
}
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly projects?: Readonly<Ids>;
  readonly created_at: number;
  readonly expires_at: number;
  readonly accepted_at?: number;
  readonly revoked_at?: number;
  readonly pending: boolean;
}
export interface JoinLink {
  readonly id: string;
  readonly role: Role;
  readonly created_at: number;
  readonly expires_at: number;
  readonly revoked_at?: number;
  readonly pending: boolean;
}
export interface TeamSummary { readonly id: string; readonly name: string; readonly role: Role; readonly member: string; readonly projects: number }

export interface Change { kind: string; id: string; set?: Record<string, unknown>; delete?: true }
export interface FeedItem { space: string; project?: string; seq: number; op: string; at: number; by: string; verb: string; changes: Change[] }
export interface FeedPage { items: FeedItem[]; cursor?: string; before?: number }

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
export interface Pressed { attempt: string; expires_at: number; restored: (ContactKind | 'factors')[]; recovery?: 'stopped' | 'goes_on' | null }

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

export interface Teams {
  readonly list: readonly TeamSummary[];
  readonly loading: Loading;
  load(): Promise<void>;
  create(name: string, memberName: string): Promise<string>;
  previewJoining(token: string): Promise<{ team: { id: string; name: string }; role: Role; invited_by: string; email?: boolean; under_16?: boolean }>;
  join(token: string, name: string): Promise<string>;
}

export interface Team {
  readonly id: string;
  readonly loading: Loading;
  readonly problem: Problem | undefined;
  readonly seq: number;
  readonly name: string;
  /** It has members under 16. */
  readonly minors: boolean;
  /** My member id in this team. */
  readonly me: string;
  readonly role: Role;
  readonly members: SvelteMap<string, Member>;
  readonly projects: SvelteMap<string, ProjectSummary>;
  readonly invitations: SvelteMap<string, Invitation>;
  readonly links: SvelteMap<string, JoinLink>;
  rename(name: string): Undo;
  renameMember(member: string, name: string): Undo;
  setRole(member: string, role: Exclude<Role, 'owner'>): Undo;
  removeMember(member: string): void;
  revokeInvitation(invitation: string): void;
  revokeLink(link: string): void;
  createProject(name: string, lists: readonly string[]): string;
  renameProject(project: string, name: string): Undo;
  archiveProject(project: string): Undo;
  restoreProject(project: string): Undo;
  admitGuest(project: string, member: string): Undo;
  dismissGuest(project: string, member: string): Undo;
  // From here on the server's answer is needed: these throw Problem.
  invite(email: string, role: Exclude<Role, 'owner'>, projects?: readonly string[], under16?: boolean): Promise<void>;
  createLink(role: Exclude<Role, 'owner'>, under16?: boolean): Promise<string>;
  markMinors(has: boolean): Promise<void>;
  leave(): Promise<void>;
  handOver(member: string): Promise<void>;
  feed(cursor?: string): Promise<FeedPage>;
  refresh(): Promise<void>;
}

export interface Project {
  readonly id: string;
  readonly team: Team;
  readonly loading: Loading;
  readonly problem: Problem | undefined;
  /** Descriptions and comments come after the board, in the background. */
  readonly texts: Loading;
  readonly seq: number;
  readonly name: string;
  /** Ordered. */
  readonly lists: readonly List[];
  readonly labels: SvelteMap<string, Label>;
  /** Read single tasks with get(id): a change of one task touches only its readers. Do not iterate 5,000 of them in a template. */
  readonly tasks: SvelteMap<string, Task>;
  /** Ordered ids of a list's open tasks; the array is replaced only when order or membership changes. */
  tasksOf(list: string): readonly string[];
  /** Ids, newest first. */
  readonly closed: readonly string[];
  readonly trash: readonly string[];
  description(task: string): Description;
  comments(task: string): readonly Comment[];
  createTask(task: NewTask): string;
  editTask(task: string, fields: TaskFields): Undo;
  /** `below`: the task it goes under; null = top; undefined = bottom. */
  moveTask(task: string, list: string, below?: string | null): Undo;
  closeTask(task: string): Undo;
  reopenTask(task: string): Undo;
  trashTask(task: string): Undo;
  restoreTask(task: string): Undo;
  describe(task: string, text: string, base: number): void;
  /** Checklist items are ordered by `position`, which the data layer makes. */
  addChecklistItem(task: string, text: string): string;
  moveChecklistItem(task: string, item: string, below?: string | null): void;
  addComment(task: string, text: string): string;
  editComment(comment: string, text: string): void;
  removeComment(comment: string): void;
  createList(name: string, below?: string | null): string;
  renameList(list: string, name: string): Undo;
  moveList(list: string, below?: string | null): Undo;
  removeList(list: string): void;
  createLabel(name: string, color: Color): string;
  editLabel(label: string, fields: { name?: string; color?: Color }): Undo;
  removeLabel(label: string): void;
  feed(before?: number): Promise<FeedPage>;
  refresh(): Promise<void>;
}

/** A write the server said no to. Nothing of it is lost until it is discarded. */
export interface RefusedWrite {
  readonly op: string;
  readonly verb: string;
  readonly team: string;
  readonly project: string | undefined;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly at: number;
  readonly status: number;
  readonly code: string;
  /** The server's sentence, in the language the page had when it was sent. */
  readonly sentence: string;
  readonly mine: string | undefined; // only for a stale description, as is the next
  readonly theirs: string | undefined;
}

export interface Outbox {
  /** Writes not yet accepted, oldest first, without the refused ones. */
  readonly items: readonly { op: string; verb: string; team: string; project: string | undefined; at: number }[];
  readonly refused: readonly RefusedWrite[];
  readonly count: number;
  /** paused: the site can only be read for now, and says so. */
  readonly state: 'idle' | 'sending' | 'offline' | 'paused';
  /** Sends it once more as a new write; a stale description then replaces theirs. */
  retry(op: string): Promise<void>;
  discard(op: string): Promise<void>;
  sendNow(): void;
}

export interface Online { readonly state: 'online' | 'offline' }

export interface SearchHit { team: string; project: string; task: string; where: 'title' | 'description' | 'comment'; exact: boolean }
export interface SearchScope { team?: string; project?: string; limit?: number }

/** Text typed but not yet sent; survives a closed tab and an update of the page. */
export interface Drafts {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
  remove(key: string): void;
}

/** A new version of the page waits. It takes over by itself at the next navigation; `takeOver` does it now (reloads). */
export interface Update { readonly ready: boolean; takeOver(): void }
