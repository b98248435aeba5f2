import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Change, FeedItem } from '../../data/types';
import { cut, speak, type Language } from '../../i18n/index.svelte';
import { sentence, verbName, type Names } from './verbs';

const names: Names = {
  me: 'lan',
  member: (id) => ({ lan: 'Lan', minh: 'Minh' })[id],
  project: (id) => ({ p1: 'Tuyển sinh' })[id],
  list: (id) => ({ l2: 'Đang làm' })[id],
  label: (id) => ({ gap: 'Gấp' })[id],
  task: (id) => ({ t1: 'Viết giáo án' })[id],
  taskHref: (id) => `/task/${id}`,
  projectHref: (id) => `/project/${id}`,
  day: (date) => date,
};

function told(verb: string, changes: Change[], by = 'minh'): string {
  const item: FeedItem = { space: 's', project: 'p1', seq: 1, op: 'o', at: 0, by, verb, changes };
  const { key, parts } = sentence(item, names);
  return cut(key)
    .map((segment) => ('text' in segment ? segment.text : (parts[segment.name]?.text ?? `{${segment.name}}`)))
    .join('');
}

const task = (set: Record<string, unknown>): Change[] => [{ kind: 'task', id: 't1', set }];

beforeAll(() => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('localStorage', { setItem: () => {}, getItem: () => null });
});

describe('the feed in Vietnamese', () => {
  beforeAll(() => speak('vi'));

  test.each<[string, Change[], string]>([
    ['task.create', task({ title: 'Viết giáo án', list: 'l2' }), 'Minh đã thêm Viết giáo án vào Đang làm'],
    ['task.move', task({ list: 'l2', position: 'a1' }), 'Minh đã chuyển Viết giáo án sang Đang làm'],
    ['task.move', task({ position: 'a1' }), 'Minh đã đổi thứ tự Viết giáo án'],
    ['task.edit', task({ due: '2026-12-01' }), 'Minh đã đặt hạn của Viết giáo án là 2026-12-01'],
    ['task.edit', task({ due: null }), 'Minh đã bỏ hạn của Viết giáo án'],
    ['task.edit', task({ assignees: { lan: true } }), 'Minh đã giao Viết giáo án cho bạn'],
    ['task.edit', task({ assignees: { minh: null } }), 'Minh đã thôi giao Viết giáo án cho Minh'],
    ['task.edit', task({ labels: { gap: true } }), 'Minh đã gắn nhãn Gấp cho Viết giáo án'],
    ['task.edit', task({ checklist: { i1: { done: true } } }), 'Minh đã xong một việc cần làm của Viết giáo án'],
    ['task.edit', task({ title: 'x', due: '2026-12-01' }), 'Minh đã sửa Viết giáo án'],
    ['task.close', task({ closed_at: 1 }), 'Minh đã hoàn thành Viết giáo án'],
    ['comment.create', [{ kind: 'comment', id: 'c1', set: { task: 't1', text: 'Chào' } }], 'Minh đã bình luận ở Viết giáo án'],
    ['list.remove', [{ kind: 'list', id: 'l9', delete: true }], 'Minh đã xoá một danh sách'],
    ['member.role', [{ kind: 'member', id: 'lan', set: { role: 'admin' } }], 'Minh đã đổi vai trò của Lan thành quản trị'],
    ['team.minors', [{ kind: 'team', id: 'team', set: { minors: true } }], 'Minh đã cho biết nhóm có thành viên dưới 16 tuổi'],
    ['disclosure.enter', [{ kind: 'disclosure', id: 'd', set: { person: 'An' } }], 'Theo lời mời của Minh, người giám hộ của An đã được xem tên nhóm và tên An'],
    ['disclosure.enter', [{ kind: 'disclosure', id: 'd', set: { to: 'support', project: 'p1', person: '' } }], 'Minh đã chia sẻ một bản sao dự án Tuyển sinh cho bộ phận hỗ trợ xem'],
    ['look.enter', [{ kind: 'look', id: 'p1.x', set: { project: 'p1', agent: 'A1b2C3d4E5', role: 'support', at: 1 } }], 'Nhân viên hỗ trợ A1b2C3d4 đã xem bản sao dự án Tuyển sinh mà Minh chia sẻ'],
    ['project.admit', [{ kind: 'project', id: 'p1', set: { guests: { lan: true } } }], 'Minh đã cho Lan vào dự án Tuyển sinh'],
  ])('%s', (verb, changes, words) => {
    expect(told(verb, changes)).toBe(words);
  });

  test('what I did begins with “Bạn”', () => {
    expect(told('task.trash', task({ trashed_at: 1 }), 'lan')).toBe('Bạn đã bỏ Viết giáo án vào thùng rác');
  });

  test('a verb that is not known yet is still told', () => {
    expect(told('task.snooze', task({}))).toBe('Minh đã sửa Viết giáo án');
  });
});

test.each<Language>(['vi', 'en'])('every verb of the log leaves no gap open in %s', async (language) => {
  await speak(language);
  const verbs = [
    'team.create', 'team.rename', 'team.handover', 'member.join', 'member.rename', 'member.role', 'member.leave',
    'member.remove', 'invitation.create', 'invitation.revoke', 'link.create', 'link.revoke', 'project.create',
    'project.rename', 'project.archive', 'project.restore', 'project.admit', 'project.dismiss', 'list.create',
    'list.rename', 'list.move', 'list.remove', 'label.create', 'label.edit', 'label.remove', 'task.create', 'task.edit',
    'task.move', 'task.close', 'task.reopen', 'task.trash', 'task.restore', 'task.describe', 'comment.create',
    'comment.edit', 'comment.remove', 'team.minors', 'disclosure.enter', 'look.enter',
  ];
  for (const verb of verbs) {
    const words = told(verb, [{ kind: verb.split('.')[0] ?? '', id: 'gone', set: {} }]);
    expect(words, verb).not.toBe('');
    expect(words, verb).not.toContain('{');
    expect(verbName(verb), verb).not.toBe('');
  }
});
