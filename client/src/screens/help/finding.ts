/** Finds sections of the guide by their words, with accents or without, by the index that finds tasks. */
import { SearchIndex } from '../../search';
import { fold, words } from '../../search/fold';
import { reading } from './text';
import { topicIds, type Guide, type Section, type Topic, type TopicId } from './types';

const AROUND = 8; // words shown before the first one found
const LONG = 28; // words shown in all

export interface Answer {
  topic: TopicId;
  section: Section;
  snippet: { word: string; found: boolean }[];
}

export class Finder {
  #index: SearchIndex;
  #places = new Map<string, { topic: TopicId; section: Section }>();

  constructor(private readonly guide: Guide) {
    for (const topic of topicIds)
      for (const section of guide[topic].sections) this.#places.set(`${topic}#${section.id}`, { topic, section });
    this.#index = new SearchIndex({
      title: (place) => this.#places.get(place)?.section.title,
      texts: (place) => this.#texts(place),
    });
    for (const place of this.#places.keys()) this.#index.touch(place);
  }

  /** Best first; nothing for a query without words. */
  find(query: string): Answer[] {
    const asked = words(query).map(fold);
    return this.#index.find(query).flatMap(({ task }) => {
      const place = this.#places.get(task);
      return place ? [{ ...place, snippet: snippet(reading(place.section), asked) }] : [];
    });
  }

  /** A section is found by all it says, and the first of a topic by what the topic is called too. */
  #texts(place: string): string[] {
    const found = this.#places.get(place);
    if (!found) return [];
    const topic: Topic = this.guide[found.topic];
    const first = topic.sections[0] === found.section;
    return [`${topic.title} ${found.section.title} ${reading(found.section)}`, first ? `${topic.title} ${topic.lead} ${topic.also}` : ''];
  }
}

function snippet(text: string, asked: string[]): Answer['snippet'] {
  const all = text.split(/\s+/u).map((word) => ({ word, found: asked.some((one) => fold(word).includes(one)) }));
  const from = Math.max(0, all.findIndex((one) => one.found) - AROUND);
  const cut = all.slice(from, from + LONG);
  if (from > 0) cut.unshift({ word: '…', found: false });
  if (from + LONG < all.length) cut.push({ word: '…', found: false });
  return cut;
}
