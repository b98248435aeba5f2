import type * as T from './types';

/** Everything one browser tab holds: built once by index.ts, many times by the tests. */
export class Workspace {
  session!: T.Session;
  teams!: T.Teams;
  outbox!: T.Outbox;
  online!: T.Online;
  drafts!: T.Drafts;
  update!: T.Update;
  start = (): void => {};
  openTeam!: (team: string) => T.Team;
  openProject!: (team: string, project: string) => T.Project;
  leaveProject!: () => void;
  search!: (query: string, scope?: T.SearchScope) => T.SearchHit[];
  setLanguage!: (language: 'vi' | 'en') => void;
}
