/** The guide for agents as data, made of the blocks that the product's guide is made of. */
import type { Topic } from '../../screens/help/types';

export const topicIds = ['begin', 'accounts', 'tickets', 'finance', 'sponsorship', 'abuse', 'log'] as const;
export type TopicId = (typeof topicIds)[number];

/** Pictures that tests/guide takes at the running desk, with the width and height it takes them in. */
export const pictures = {
  enter: [720, 520],
  account: [960, 1120],
  ticket: [960, 640],
  look: [960, 760],
  statement: [960, 620],
  plan: [960, 360],
  review: [960, 880],
  report: [960, 980],
  appeal: [960, 700],
  log: [960, 640],
} as const;
export type PictureName = keyof typeof pictures;

export type DeskGuide = Record<TopicId, Topic<PictureName>>;
