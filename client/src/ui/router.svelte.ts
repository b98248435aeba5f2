/** Where the person is: a screen's name, what its address names, and the fragment (never sent to the server). */
export interface Place {
  screen: ScreenName;
  params: Record<string, string>;
  path: string;
  fragment: string;
}

const screens = {
  home: '/',
  signIn: '/sign-in',
  signInLink: '/sign-in/link',
  join: '/join',
  settings: '/settings',
  security: '/settings/security',
  contact: '/settings/contact',
  myData: '/settings/data',
  closeAccount: '/settings/close',
  goodbye: '/goodbye',
  leave: '/settings/leave',
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
  teamFeed: '/t/:team/feed',
  project: '/t/:team/p/:project',
  task: '/t/:team/p/:project/task/:task',
  projectFeed: '/t/:team/p/:project/feed',
  closed: '/t/:team/p/:project/closed',
  trash: '/t/:team/p/:project/trash',
} as const;

export type ScreenName = keyof typeof screens | 'missing';

const patterns = Object.entries(screens).map(([name, path]) => ({
  name: name as ScreenName,
  regex: new RegExp('^' + path.replace(/:(\w+)/g, '(?<$1>[0-9A-Za-z]+)') + '/?$'),
}));

export function match(path: string, fragment = ''): Place {
  for (const { name, regex } of patterns) {
    const found = regex.exec(path);
    if (found) return { screen: name, params: { ...found.groups }, path, fragment };
  }
  return { screen: 'missing', params: {}, path, fragment };
}

function read(): Place {
  return match(location.pathname, location.hash.slice(1));
}

class Router {
  place = $state.raw<Place>(read());

  go(path: string, { replace = false } = {}): void {
    if (path === location.pathname + location.hash) return;
    const before = this.place.screen;
    history[replace ? 'replaceState' : 'pushState'](null, '', path);
    this.place = read();
    if (this.place.screen !== before) document.getElementById('content')?.scrollTo(0, 0);
  }

  /** One listener for the whole page: plain clicks on our own addresses stay in the page. */
  listen(): () => void {
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = (event.target as Element).closest?.('a');
      if (!link || link.target || link.origin !== location.origin || link.hasAttribute('data-leave')) return;
      event.preventDefault();
      this.go(link.pathname + link.hash);
    };
    const onMove = () => (this.place = read());
    addEventListener('click', onClick);
    addEventListener('popstate', onMove);
    addEventListener('hashchange', onMove);
    return () => {
      removeEventListener('click', onClick);
      removeEventListener('popstate', onMove);
      removeEventListener('hashchange', onMove);
    };
  }
}

export const router = new Router();

export const paths = {
  ticket: (ticket: string) => `/help/tickets/${ticket}`,
  team: (team: string) => `/t/${team}`,
  members: (team: string) => `/t/${team}/members`,
  teamSettings: (team: string) => `/t/${team}/settings`,
  teamPlan: (team: string) => `/t/${team}/plan`,
  teamFeed: (team: string) => `/t/${team}/feed`,
  project: (team: string, project: string) => `/t/${team}/p/${project}`,
  task: (team: string, project: string, task: string) => `/t/${team}/p/${project}/task/${task}`,
  projectFeed: (team: string, project: string) => `/t/${team}/p/${project}/feed`,
  closed: (team: string, project: string) => `/t/${team}/p/${project}/closed`,
  trash: (team: string, project: string) => `/t/${team}/p/${project}/trash`,
};
