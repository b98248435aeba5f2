/**
 * The guide as data. In every text three marks may stand, drawn by Rich.svelte:
 * `{ui:key}` the app's own word of that key, `{key:N}` a key to press, `[words](/address)` a link.
 */
export const topicIds = [
  'signin', 'people', 'projects', 'tasks', 'comments', 'search', 'offline', 'undo', 'keys',
  'notices', 'security', 'mydata', 'team', 'terms', 'abuse', 'plans', 'status', 'contact',
] as const;
export type TopicId = (typeof topicIds)[number];

export const groupIds = ['begin', 'work', 'safe', 'more'] as const;
export type GroupId = (typeof groupIds)[number];

/** Which topics stand under which heading, in this order. */
export const groups: Record<GroupId, readonly TopicId[]> = {
  begin: ['signin', 'people', 'projects'],
  work: ['tasks', 'comments', 'search', 'offline', 'undo', 'keys'],
  safe: ['security', 'notices', 'mydata', 'team', 'terms', 'abuse'],
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
  order: [720, 900],
  consent: [960, 520],
  trust: [960, 760],
  export: [960, 560],
  erase: [720, 620],
  report: [720, 880],
  appeal: [960, 720],
  ticket: [960, 640],
  show: [720, 860],
  desklog: [960, 560],
  mine: [960, 700],
  plans: [960, 760],
  contract: [720, 460],
  receipt: [960, 740],
  certificate: [960, 740],
  guardian: [720, 760],
  terms: [960, 760],
} as const;
export type PictureName = keyof typeof pictures;

/** `P` names the pictures; the desk's guide (src/desk/guide) has its own. */
export type Block<P extends string = PictureName> =
  | string
  | { steps: string[] }
  | { points: string[] }
  | { note: string }
  | { picture: P; alt: string }
  /** The table of shortcuts, as the app knows it. */
  | { shortcuts: true };

export interface Section<P extends string = PictureName> {
  /** The fragment of its address; the same in both languages. */
  id: string;
  title: string;
  body: Block<P>[];
}

export interface Topic<P extends string = PictureName> {
  title: string;
  /** One sentence: what it helps with. */
  lead: string;
  /** Words that people search by and the text does not hold. */
  also: string;
  sections: Section<P>[];
}

export type Guide = Record<TopicId, Topic>;
