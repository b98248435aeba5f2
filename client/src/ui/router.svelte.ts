import { Router, type At } from './routing.svelte';

const screens = {
  home: '/',
  signIn: '/sign-in',
  signInLink: '/sign-in/link',
  join: '/join',
  settings: '/settings',
  security: '/settings/security',
  contact: '/settings/contact',
  myData: '/settings/data',
  deskLog: '/settings/desk-log',
  closeAccount: '/settings/close',
  goodbye: '/goodbye',
  leave: '/settings/leave',
  reports: '/settings/reports',
  verifyEmail: '/verify-email',
  notMe: '/not-me',
  undo: '/undo',
  lostMailbox: '/lost-mailbox',
  terms: '/terms',
  trust: '/trust',
  help: '/help',
  writeUs: '/help/write',
  tickets: '/help/tickets',
  ticket: '/help/tickets/:ticket',
  helpTopic: '/help/:topic',
  receipt: '/receipt',
  guardian: '/guardian',
  team: '/t/:team',
  members: '/t/:team/members',
  teamSettings: '/t/:team/settings',
  teamPlan: '/t/:team/plan',
  sponsorship: '/t/:team/sponsorship',
  restriction: '/t/:team/restriction',
  myWork: '/t/:team/mine',
  teamFeed: '/t/:team/feed',
  project: '/t/:team/p/:project',
  task: '/t/:team/p/:project/task/:task',
  projectFeed: '/t/:team/p/:project/feed',
  closed: '/t/:team/p/:project/closed',
  trash: '/t/:team/p/:project/trash',
} as const;

export type ScreenName = keyof typeof screens | 'missing';
export type Place = At<keyof typeof screens>;

export const router = new Router(screens);

export const match = (path: string, fragment?: string): Place => router.match(path, fragment);

export const paths = {
  ticket: (ticket: string) => `/help/tickets/${ticket}`,
  team: (team: string) => `/t/${team}`,
  members: (team: string) => `/t/${team}/members`,
  teamSettings: (team: string) => `/t/${team}/settings`,
  teamPlan: (team: string) => `/t/${team}/plan`,
  sponsorship: (team: string) => `/t/${team}/sponsorship`,
  reports: '/settings/reports',
  restriction: (team: string) => `/t/${team}/restriction`,
  myWork: (team: string) => `/t/${team}/mine`,
  teamFeed: (team: string) => `/t/${team}/feed`,
  project: (team: string, project: string) => `/t/${team}/p/${project}`,
  task: (team: string, project: string, task: string) => `/t/${team}/p/${project}/task/${task}`,
  projectFeed: (team: string, project: string) => `/t/${team}/p/${project}/feed`,
  closed: (team: string, project: string) => `/t/${team}/p/${project}/closed`,
  trash: (team: string, project: string) => `/t/${team}/p/${project}/trash`,
};
