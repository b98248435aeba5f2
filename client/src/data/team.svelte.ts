import type { Effect, OutboxRow } from './db';
import { sendDirectly } from './direct';
import { newId, nfc } from './ids';
import { generateNKeysBetween } from 'fractional-indexing';
import type { Fields } from './reducer';
import { TeamView } from './team-view.svelte';
import type { FeedPage, Role, Team as Shown, Undo } from './types';

type Given = Exclude<Role, 'owner'>;

/** What can be done to a team. */
export class Team extends TeamView implements Shown {
  rename(name: string): Undo {
    const before = this.name;
    this.#write('team.rename', 'PATCH', '', { name }, this.#effect('team', 'team', { name }));
    return () => void this.rename(before);
  }

  renameMember(member: string, name: string): Undo {
    const before = this.members.get(member)?.name ?? '';
    this.#write('member.rename', 'PATCH', `/members/${member}`, { name }, this.#effect('member', member, { name }));
    return () => void this.renameMember(member, before);
  }

  setRole(member: string, role: Given): Undo {
    const before = this.members.get(member)?.role;
    this.#write('member.role', 'PATCH', `/members/${member}`, { role }, this.#effect('member', member, { role }));
    return () => {
      if (before && before !== 'owner') this.setRole(member, before);
    };
  }

  removeMember(member: string): void {
    this.#write('member.remove', 'DELETE', `/members/${member}`, undefined, this.#effect('member', member, { left_at: this.tools.now() }));
  }

  revokeInvitation(id: string): void {
    this.#write('invitation.revoke', 'DELETE', `/invitations/${id}`, undefined, this.#effect('invitation', id, { revoked_at: this.tools.now() }));
  }

  revokeLink(id: string): void {
    this.#write('link.revoke', 'DELETE', `/links/${id}`, undefined, this.#effect('link', id, { revoked_at: this.tools.now() }));
  }

  createProject(name: string, names: readonly string[]): string {
    const now = this.tools.now();
    const id = newId(now);
    const lists = names.map((each) => ({ id: newId(now), name: each }));
    const positions = generateNKeysBetween(null, null, lists.length);
    const space = `${this.id}/${id}`;
    const shown = lists.map((list, i) => ({ space, kind: 'list', id: list.id, set: { name: list.name, position: positions[i] } }));
    const project = this.#effect('project', id, { name, created_at: now, created_by: this.me, guests: {} });
    this.#write('project.create', 'POST', '/projects', { id, name, lists }, [...project, ...shown]);
    return id;
  }

  renameProject(project: string, name: string): Undo {
    const before = this.projects.get(project)?.name ?? '';
    this.#write('project.rename', 'PATCH', `/projects/${project}`, { name }, this.#effect('project', project, { name }));
    return () => void this.renameProject(project, before);
  }

  archiveProject(project: string): Undo {
    const set = { archived_at: this.tools.now() };
    this.#write('project.archive', 'PUT', `/projects/${project}/archive`, undefined, this.#effect('project', project, set));
    return () => void this.restoreProject(project);
  }

  restoreProject(project: string): Undo {
    this.#write('project.restore', 'DELETE', `/projects/${project}/archive`, undefined, this.#effect('project', project, { archived_at: null }));
    return () => void this.archiveProject(project);
  }

  admitGuest(project: string, member: string): Undo {
    const set = { guests: { [member]: true } };
    this.#write('project.admit', 'PUT', `/projects/${project}/guests/${member}`, undefined, this.#effect('project', project, set));
    return () => void this.dismissGuest(project, member);
  }

  dismissGuest(project: string, member: string): Undo {
    const set = { guests: { [member]: null } };
    this.#write('project.dismiss', 'DELETE', `/projects/${project}/guests/${member}`, undefined, this.#effect('project', project, set));
    return () => void this.admitGuest(project, member);
  }

  async invite(email: string, role: Given, projects?: readonly string[], under16 = false): Promise<void> {
    await this.#directly('POST', '/invitations', { email: email.trim(), role, under_16: under16, ...(projects ? { projects } : {}) });
  }

  async createLink(role: Given, under16 = false): Promise<string> {
    const { url } = await this.#directly<{ url: string }>('POST', '/links', { role, under_16: under16 });
    return url;
  }

  async markMinors(has: boolean): Promise<void> {
    await this.#directly(has ? 'PUT' : 'DELETE', '/minors');
  }

  async leave(): Promise<void> {
    await sendDirectly(this.tools.http, 'DELETE', `/teams/${this.id}/members/${this.me}`);
    await (await this.tools.database()).forget(this.id);
  }

  async handOver(member: string): Promise<void> {
    await this.#directly('PUT', '/ownership', { member });
  }

  async feed(cursor?: string): Promise<FeedPage> {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
    const page = (await this.tools.http.get<FeedPage>(`/teams/${this.id}/feed${query}`)) ?? { items: [] };
    const items = page.items.map((item) => ({ ...item, project: item.project ?? undefined, space: item.project ? `${this.id}/${item.project}` : this.id }));
    return { ...page, items };
  }

  async #directly<T>(method: string, path: string, body?: Fields): Promise<T> {
    const answer = await sendDirectly<T>(this.tools.http, method, `/teams/${this.id}${path}`, body);
    await this.refresh().catch(() => {});
    return answer;
  }

  #effect(kind: string, id: string, set: Fields): Effect[] {
    return [{ space: this.id, kind, id, set: nfc(set) }];
  }

  #write(verb: string, method: string, path: string, body: OutboxRow['body'], effects: Effect[]): void {
    const after = this.seq < 0 ? undefined : this.seq;
    this.tools.outbox.add({ verb, team: this.id, after, method, path: `/teams/${this.id}${path}`, body: nfc(body), effects: nfc(effects) });
  }
}
