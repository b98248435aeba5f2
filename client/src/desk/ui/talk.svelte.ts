import { session } from '../session.svelte';

/** One thing said in a case; `by` is "account" or an agent's id, `at` milliseconds. */
export interface Said {
  number: number;
  by: string;
  at: number;
  text: string;
  /** Not said but done: a line between what is said. */
  event?: boolean;
}

const drafts = $state<Record<string, string>>({});

/** What an agent was writing, by case: it outlives a session that ends and the page of the case, never the tab. */
export const draft = {
  of: (id: string): string => drafts[id] ?? '',
  keep(id: string, text: string): void {
    if (text) drafts[id] = text;
    else delete drafts[id];
  },
};

session.onForget(() => Object.keys(drafts).forEach((id) => delete drafts[id]));

export type Speaker = 'account' | 'me' | 'agent';

/** On whose behalf an entry stands, as the agent who reads it sees it. */
export function speaker(by: string, me: string | undefined): Speaker {
  if (by === 'account') return 'account';
  return by === me ? 'me' : 'agent';
}
