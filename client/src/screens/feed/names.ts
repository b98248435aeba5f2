import { knownProject, type Project, type Team } from '../../data';
import { dayLabel } from '../../i18n/dates';
import { clock } from '../../ui/clock.svelte';
import { paths } from '../../ui/router.svelte';
import type { Names } from './verbs';

const day = (date: string): string => (date ? dayLabel(date, clock.now) : '');

/** Names for a team's feed: what is inside its projects is named as far as those are here already. */
export function teamNames(team: Team): Names {
  const inside = (project: string | undefined): Project | undefined =>
    project !== undefined && team.projects.has(project) ? knownProject(team.id, project) : undefined;
  return {
    me: team.me,
    member: (id) => team.members.get(id)?.name,
    project: (id) => team.projects.get(id)?.name,
    list: (id, project) => inside(project)?.lists.find((list) => list.id === id)?.name,
    label: (id, project) => inside(project)?.labels.get(id)?.name,
    task: (id, project) => inside(project)?.tasks.get(id)?.title,
    taskHref: (id, project) => (project ? paths.task(team.id, project, id) : undefined),
    projectHref: (id) => paths.project(team.id, id),
    day,
  };
}

/** The same for one project, whose own entries need not say which project they belong to. */
export function projectNames(team: Team, project: Project): Names {
  return {
    ...teamNames(team),
    list: (id) => project.lists.find((list) => list.id === id)?.name,
    label: (id) => project.labels.get(id)?.name,
    task: (id) => project.tasks.get(id)?.title,
    taskHref: (id) => (project.tasks.has(id) ? paths.task(team.id, project.id, id) : undefined),
  };
}
