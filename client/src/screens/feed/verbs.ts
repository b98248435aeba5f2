import type { Change, FeedItem } from '../../data';
import { t, type Key } from '../../i18n/index.svelte';

/** How a feed finds the names of what its entries speak about; undefined = not known here (any more). */
export interface Names {
  me: string;
  member(id: string): string | undefined;
  project(id: string): string | undefined;
  list(id: string, project?: string): string | undefined;
  label(id: string, project?: string): string | undefined;
  task(id: string, project?: string): string | undefined;
  taskHref(id: string, project?: string): string | undefined;
  projectHref(id: string): string | undefined;
  day(date: string): string;
}

export interface Part {
  text: string;
  href?: string;
}

export interface Sentence {
  key: Key;
  parts: Record<string, Part>;
  /** What was said, shown under the sentence. */
  quote?: string;
}

type Fields = Record<string, unknown>;

const short: Record<string, Key> = {
  'task.create': 'verb.task.create',
  'task.move': 'verb.task.move',
  'task.describe': 'verb.task.describe',
  team: 'verb.team',
  member: 'verb.member',
  invitation: 'verb.invitation',
  link: 'verb.link',
  project: 'verb.project',
  list: 'verb.list',
  label: 'verb.label',
  task: 'verb.task',
  comment: 'verb.comment',
};

/** A verb as a short heading, for the outbox. */
export function verbName(verb: string): string {
  return t(short[verb] ?? short[verb.split('.')[0] ?? ''] ?? 'verb.task');
}

const plain = new Set<string>([
  'team.create', 'team.rename', 'team.handover', 'team.erase', 'team.keep', 'team.export', 'disclosure.enter', 'look.enter',
  'member.join', 'member.rename', 'member.role', 'member.leave', 'member.remove',
  'invitation.create', 'invitation.revoke', 'link.create', 'link.revoke',
  'project.create', 'project.rename', 'project.archive', 'project.restore', 'project.admit', 'project.dismiss',
  'list.create', 'list.rename', 'list.move', 'list.remove',
  'label.create', 'label.edit', 'label.remove',
  'task.create', 'task.close', 'task.reopen', 'task.trash', 'task.restore', 'task.describe',
  'comment.create', 'comment.edit', 'comment.remove',
]);

/** A whole title of 300 letters would drown the sentence. */
const LONGEST = 120;
const brief = (title: string): string => (title.length > LONGEST ? `${title.slice(0, LONGEST).trimEnd()}…` : title);

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const fieldsOf = (change: Change | undefined): Fields => change?.set ?? {};

function idsIn(value: unknown, on: boolean): string[] {
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value)
    .filter(([, there]) => Boolean(there) === on)
    .map(([id]) => id);
}

/** Which sentence tells an edit: the field's own when one field changed, else the general one. */
export function editKey(set: Fields): Key {
  const fields = Object.keys(set);
  if (fields.length !== 1) return 'feed.task.edit';
  switch (fields[0]) {
    case 'title':
      return 'feed.task.title';
    case 'due':
      return set.due ? 'feed.task.due' : 'feed.task.dueOff';
    case 'start':
      return set.start ? 'feed.task.start' : 'feed.task.startOff';
    case 'assignees':
      return idsIn(set.assignees, true).length ? 'feed.task.assign' : 'feed.task.unassign';
    case 'labels':
      return idsIn(set.labels, true).length ? 'feed.task.label' : 'feed.task.unlabel';
    case 'checklist':
      return Object.values((set.checklist ?? {}) as Record<string, Fields | null>).some((item) => item?.done === true)
        ? 'feed.task.ticked'
        : 'feed.task.checklist';
    default:
      return 'feed.task.edit';
  }
}

function keyOf(verb: string, set: Fields): Key {
  if (verb === 'task.edit') return editKey(set);
  if (verb === 'task.move') return set.list ? 'feed.task.move' : 'feed.task.order';
  if (verb === 'disclosure.enter' && set.to === 'support') return 'feed.disclosure.support';
  if (verb === 'team.minors') return set.minors ? 'feed.team.minors' : 'feed.team.noMinors';
  return plain.has(verb) ? (`feed.${verb}` as Key) : 'feed.task.edit';
}

function about(item: FeedItem): Change | undefined {
  const kind = item.verb.split('.')[0];
  if (item.verb === 'task.describe') return item.changes.find((change) => change.kind === 'description');
  if (item.verb === 'team.handover') {
    return item.changes.find((change) => change.kind === 'member' && fieldsOf(change).role === 'owner');
  }
  return item.changes.find((change) => change.kind === kind) ?? item.changes[0];
}

function taskPart(item: FeedItem, change: Change | undefined, names: Names): Part {
  const set = fieldsOf(change);
  const id = change?.kind === 'comment' ? text(set.task) : change?.id;
  if (!id) return { text: t('feed.aTask') };
  const title = names.task(id, item.project) ?? text(set.title);
  return title ? { text: brief(title), href: names.taskHref(id, item.project) } : { text: t('feed.aTask') };
}

function people(set: Fields, names: Names): string {
  const added = idsIn(set.assignees, true);
  const ids = added.length ? added : idsIn(set.assignees, false);
  return ids.map((id) => (id === names.me ? t('you') : (names.member(id) ?? t('someone')))).join(', ');
}

function labelText(item: FeedItem, change: Change | undefined, names: Names): string {
  const set = fieldsOf(change);
  const on = idsIn(set.labels, true);
  const ids = on.length ? on : idsIn(set.labels, false);
  const known = (change?.kind === 'label' ? [change.id] : ids).map((id) => names.label(id, item.project));
  return known.filter(Boolean).join(', ') || text(set.name) || t('feed.aLabel');
}

function projectPart(item: FeedItem, change: Change | undefined, names: Names): Part {
  const named = change?.kind === 'look' || change?.kind === 'disclosure' ? text(fieldsOf(change).project) : undefined;
  const id = change?.kind === 'project' ? change.id : (named ?? item.project);
  const name = text(fieldsOf(change).name) ?? (id ? names.project(id) : undefined);
  return name ? { text: name, href: id && names.projectHref(id) } : { text: t('feed.aProject') };
}

const roles = { owner: 'role.owner', admin: 'role.admin', member: 'role.member', guest: 'role.guest' } as const;

export function roleName(role: string): string {
  return role in roles ? t(roles[role as keyof typeof roles]) : role;
}

function listText(item: FeedItem, change: Change | undefined, names: Names): string {
  const set = fieldsOf(change);
  const id = change?.kind === 'list' ? change.id : text(set.list);
  const own = change?.kind === 'list' ? text(set.name) : undefined;
  return own ?? (id && names.list(id, item.project)) ?? t('feed.aList');
}

/** A feed entry as a sentence: the key of its words and what stands in each gap. */
export function sentence(item: FeedItem, names: Names): Sentence {
  const change = about(item);
  const set = fieldsOf(change);
  const guest = [...idsIn(set.guests, true), ...idsIn(set.guests, false)][0];
  const member = change?.kind === 'member' ? change.id : (guest ?? '');
  return {
    key: keyOf(item.verb, set),
    parts: {
      who: { text: item.by === names.me ? t('feed.you') : (names.member(item.by) ?? t('someone')) },
      task: taskPart(item, change, names),
      list: { text: listText(item, change, names) },
      label: { text: labelText(item, change, names) },
      project: projectPart(item, change, names),
      member: { text: names.member(member) ?? t('someone') },
      people: { text: people(set, names) },
      role: { text: roleName(String(set.role ?? '')) },
      sharer: { text: item.by === names.me ? t('you') : (names.member(item.by) ?? t('someone')) },
      agent: { text: (text(set.agent) ?? '').slice(0, 8) },
      name: { text: text(set.name) ?? text(set.email) ?? text(set.person) ?? t('someone') },
      date: { text: names.day(String(set.due ?? set.start ?? '')) },
    },
    quote: item.verb === 'comment.create' ? text(set.text) : undefined,
  };
}
