import type { NewAttachment, Project, Team } from '../../data';

/** One thing that can go along with a report: just what is sent of it, and who wrote it where that is known. */
export interface Piece {
  kind: NewAttachment['kind'] | 'invitation';
  text: string;
  by?: string;
  task?: string;
  comment?: string;
  /** Chosen when the dialog opens. */
  on?: boolean;
}

export interface Subject {
  pieces: Piece[];
  team: string;
  project?: string;
  /** The link's token, where an invitation is reported. */
  token?: string;
}

class Reporting {
  subject = $state.raw<Subject>();

  /** A task with what is written in it; only its title is chosen. */
  task(team: Team, project: Project, id: string): void {
    const task = project.tasks.get(id);
    if (!task) return;
    const description = project.description(id).text;
    this.#open(team, project, [
      { kind: 'title', text: task.title, task: id, on: true },
      ...(description ? [{ kind: 'description' as const, text: description, task: id }] : []),
      ...project.comments(id).map((one) => piece(team, id, one)),
    ]);
  }

  /** A comment, and the title of its task to choose. */
  comment(team: Team, project: Project, comment: Said): void {
    const task = project.tasks.get(comment.task);
    this.#open(team, project, [
      { ...piece(team, comment.task, comment), on: true },
      ...(task ? [{ kind: 'title' as const, text: task.title, task: comment.task }] : []),
    ]);
  }

  project(team: string, project: string, name: string): void {
    this.subject = { team, project, pieces: [{ kind: 'project', text: name, on: true }] };
  }

  invitation(token: string, team: string, invitedBy: string): void {
    this.subject = { team: '', token, pieces: [{ kind: 'invitation', text: team, by: invitedBy, on: true }] };
  }

  #open(team: Team, project: Project, pieces: Piece[]): void {
    const name = team.projects.get(project.id)?.name ?? project.name;
    this.subject = { team: team.id, project: project.id, pieces: [...pieces, { kind: 'project', text: name }] };
  }
}

interface Said {
  id: string;
  task: string;
  text: string;
  created_by: string;
}

function piece(team: Team, task: string, one: Omit<Said, 'task'>): Piece {
  return { kind: 'comment', text: one.text, task, comment: one.id, by: team.members.get(one.created_by)?.name };
}

export const reporting = new Reporting();
