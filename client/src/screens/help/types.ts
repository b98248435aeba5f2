/**
 * The guide as data. In every text three marks may stand, drawn by Rich.svelte:
 * `{ui:key}` the app's own word of that key, `{key:N}` a key to press, `[words](/address)` a link.
 */
export const topicIds = [
  'signin', 'people', 'projects', 'tasks', 'comments', 'search', 'offline', 'undo', 'keys',
  'notices', 'security', 'mydata', 'team', 'terms', 'plans', 'status', 'contact',
] as const;
export type TopicId = (typeof topicIds)[number];

export const groupIds = ['begin', 'work', 'safe', 'more'] as const;
export type GroupId = (typeof groupIds)[number];

/** Which topics stand under which heading, in this order. */
export const groups: Record<GroupId, readonly TopicId[]> = {
  begin: ['signin', 'people', 'projects'],
  work: ['tasks', 'comments', 'search', 'offline', 'undo', 'keys'],
  safe: ['security', 'notices', 'mydata', 'team', 'terms'],
  more: ['plans', 'status', 'contact'],
};

/** Pictures that tests/guide takes from the running app, with the width and height it takes them in. */
export const pictures = {
  signin: [720, 580],
  members: [960, 600],
  board: [960, 460],
  move: [720, 520],
  task: [960, 760],
  security: [960, 600],
  sponsorship: [960, 860],
} as const;
export type PictureName = keyof typeof pictures;

export type Block =
  | string
  | { steps: string[] }
  | { points: string[] }
  | { note: string }
  | { picture: PictureName; alt: string }
  /** The table of shortcuts, as the app knows it. */
  | { shortcuts: true };

export interface Section {
  /** The fragment of its address; the same in both languages. */
  id: string;
  title: string;
  body: Block[];
}

export interface Topic {
  title: string;
  /** One sentence: what it helps with. */
  lead: string;
  /** Words that people search by and the text does not hold. */
  also: string;
  sections: Section[];
}

export type Guide = Record<TopicId, Topic>;
