import type { Guide } from '../types';

export default {
  tasks: {
    title: 'Tasks',
    lead: 'Add, assign and date tasks, and move them by mouse, touch or keyboard.',
    also: 'todo card drag and drop move deadline assign label checklist',
    sections: [
      {
        id: 'add',
        title: 'Adding a task and its details',
        body: [
          'Press {ui:board.add} at the foot of a list, type a title, press {key:Enter}; go on typing for the next. Press a task to open it.',
          { points: ['{ui:task.assignees}: one or more people of the team.', '{ui:task.due} and {ui:task.start}: an overdue date is coloured on the board.', '{ui:task.labels}: choose one of the project, or {ui:task.labels.new}.', '{ui:task.checklist}: split the work into small steps and tick each.'] },
          { picture: 'task', alt: 'An open task: assignees, labels, due date, description, checklist and comments' },
        ],
      },
      {
        id: 'mouse',
        title: 'Moving by mouse',
        body: ['Drag a task to its new place, in the same list or another. Is that list off the screen? Hold the task at the edge and the board scrolls by itself.'],
      },
      {
        id: 'touch',
        title: 'Moving by touch',
        body: ['Rest your finger on a task until it lifts, then drag. A quick swipe only scrolls and moves nothing.'],
      },
      {
        id: 'keyboard',
        title: 'Moving by keyboard',
        body: ['Go to the task with {key:↑} {key:↓} {key:←} {key:→}, then hold {key:Shift} with an arrow to carry it. See [all shortcuts](/help/keys).'],
      },
      {
        id: 'menu',
        title: 'Moving by menu',
        body: [
          'Press the three dots on the task (or right-click it), choose {ui:card.move}, choose the list and the position, then press {ui:move.button}.',
          { picture: 'move', alt: 'The menu of a task: open, edit the title, move, complete' },
        ],
      },
      {
        id: 'mine',
        title: 'What is yours',
        body: ['The team’s page {ui:work.mine} lists every task assigned to you, in all projects, by when it is due: {ui:work.overdue}, {ui:work.today}, {ui:work.week}. Press the circle to complete one, press a task to open it; closing it leads back here.', { picture: 'mine', alt: 'My work: overdue, today, the next 7 days and later, from all projects' }],
      },
      {
        id: 'done',
        title: 'Completing',
        body: ['Choose {ui:card.close}. The task leaves the board for the project’s {ui:project.closed} page; {ui:task.reopen} there brings it back.'],
      },
    ],
  },
  comments: {
    title: 'Comments and descriptions',
    lead: 'Put the background into the description, and talk in comments.',
    also: 'discuss talk note chat link draft conflict',
    sections: [
      {
        id: 'comment',
        title: 'Comments',
        body: ['Open a task, write into {ui:task.comment.hint}, then press {ui:task.comment.send} or {key:Ctrl Enter}. You can edit and remove your own comments; the owner and admins can remove anyone’s. What you have begun to write is kept on this device.'],
      },
      {
        id: 'description',
        title: 'The description',
        body: ['Press {ui:task.description.add} or {ui:edit}, write, then press {ui:save}. Web addresses become links. Closing the page halfway loses nothing: next time press {ui:task.description.draft.open}.'],
      },
      {
        id: 'both',
        title: 'When two people edit one description',
        body: ['Neither is overwritten. Whoever saves second sees {ui:task.stale.title} with both texts, and chooses {ui:task.stale.keepMine}, {ui:task.stale.keepTheirs} or {ui:task.stale.merge}.'],
      },
      {
        id: 'history',
        title: 'Who did what',
        body: ['Every task ends with its {ui:task.history}. The {ui:feed.title} page of a project and of a team shows all changes by day.'],
      },
    ],
  },
  search: {
    title: 'Searching tasks',
    lead: 'Find tasks by words in titles, descriptions and comments, with or without accents.',
    also: 'find look up accents',
    sections: [
      {
        id: 'search',
        title: 'In a project and in the whole team',
        body: [
          { steps: ['Inside a team, press {key:/} or {ui:search.title} at the top.', 'Type a few words; “hop” also finds “họp”, and what has the same accents comes first.', 'Tick {ui:search.everywhere} to look beyond the open project.', 'Open one with {key:↑} {key:↓} and {key:Enter}.'] },
          'The search runs right in your browser: it works without a network for all that this device has fetched, and the server does not learn what you look for.',
        ],
      },
    ],
  },
  offline: {
    title: 'Working without a network',
    lead: 'Pages you have opened go on working; your changes are kept and sent by themselves.',
    also: 'offline no internet wifi sync unsaved connection',
    sections: [
      {
        id: 'work',
        title: 'Just go on',
        body: ['Teams and projects you have opened on this device can be read and changed. The top of the page says {ui:outbox.offline} and how many changes are kept; back online they are sent in order by themselves, even after you closed the page and opened it again. In the end it says {ui:outbox.saved}.'],
      },
      {
        id: 'refused',
        title: 'When a change is not accepted',
        body: ['For example, someone threw a task away while you were offline. Press the state at the top of the page to see {ui:outbox.title}: copy the text, press {ui:retry} or {ui:outbox.discard}. Nothing disappears by itself.'],
      },
      {
        id: 'signout',
        title: 'Before you sign out',
        body: ['Unsent changes exist only on this device. If there are any, IZwork asks before it signs you out: wait until they are sent.'],
      },
    ],
  },
  undo: {
    title: 'Undo and trash',
    lead: 'Take back what you just did, and get back what was thrown away.',
    also: 'restore deleted by mistake recover revert',
    sections: [
      {
        id: 'undo',
        title: 'Undo at once',
        body: ['After moving a task to another list, completing it, throwing it away or archiving a project, a line appears with {ui:undo}. Press it and all is as before.'],
      },
      {
        id: 'trash',
        title: 'The project’s trash',
        body: ['{ui:card.trash} deletes nothing: the task rests on the {ui:project.trash} page with all its comments. {ui:task.restore} puts it back into its list.'],
      },
      {
        id: 'gone',
        title: 'What cannot be brought back',
        body: ['Removed comments and labels cannot be restored, so IZwork always asks first.'],
      },
    ],
  },
  keys: {
    title: 'Keyboard shortcuts',
    lead: 'Everything on the board without a mouse.',
    also: 'hotkey keys accelerator',
    sections: [
      {
        id: 'keys',
        title: 'All shortcuts',
        body: ['Press {key:?} anywhere to see this table. Shortcuts rest while you type. {key:⇧} is the Shift key.', { shortcuts: true }],
      },
      {
        id: 'write',
        title: 'While writing',
        body: [{ points: ['{key:Ctrl Enter} sends a comment or saves a description ({key:⌘ Enter} on a Mac).', '{key:Enter} adds a task or a list, {key:Esc} stops editing.'] }],
      },
    ],
  },
} satisfies Partial<Guide>;
