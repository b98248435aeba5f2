/** The one door from the screens to the data. */
import { Workspace } from './workspace.svelte';

const workspace = new Workspace();

export const session = workspace.session;
export const security = workspace.security;
export const consents = workspace.consents;
export const { abuse, contacts, leave, mine, plans, recoveries, sponsoring, tickets } = workspace.asking;
export const teams = workspace.teams;
export const outbox = workspace.outbox;
export const online = workspace.online;
export const drafts = workspace.drafts;
export const update = workspace.update;
export const start = workspace.start;
export const openTeam = workspace.openTeam;
export const openProject = workspace.openProject;
export const knownProject = workspace.knownProject;
/** No project is on the screen any more: it is asked about less often. */
export const leaveProject = workspace.leaveProject;
export const search = workspace.search;
/** "vi" | "en": the language the server's sentences come in. */
export const setLanguage = workspace.setLanguage;
export { Problem } from '../api/http';
export type * from './abuse.svelte';
export { copyOf } from './showing';
export type * from './account-types';
export type * from './consents';
export type * from './mine';
export type * from './leave';
export type * from './plans';
export * from './sponsorship';
export type * from './tickets.svelte';
export type * from './types';
