import type { Guide } from '../types';

export default {
  signin: {
    title: 'Signing in',
    lead: 'Enter IZwork with a link or code by e-mail, a password or a passkey.',
    also: 'login log in forgotten forgot password no mail OTP lost phone locked out recover account',
    sections: [
      {
        id: 'mail',
        title: 'With a link or code by e-mail',
        body: [
          { steps: ['Type your e-mail and press {ui:signIn.send}.', 'Open the mail in this same browser, follow the link, then press {ui:signIn.link.button}. Opening the link alone does not sign you in: the button does.', 'Reading mail on another device? Type the 8-character code from the mail into {ui:signIn.code}.', 'The first time, read the terms, tick that you accept them and press {ui:terms.continue}.'] },
          { picture: 'signin', alt: 'The sign-in page: the e-mail field, the button that sends a link, and other ways to sign in' },
          'The link and the code work once, for 10 minutes.',
        ],
      },
      {
        id: 'nomail',
        title: 'No mail came',
        body: [{ points: ['Look in the spam folder, and check the address you typed.', 'Press {ui:signIn.again}; only the code in the newest mail is right.', 'A wrong address? Press {ui:signIn.other}.', 'Still nothing? [Contact us](/help/contact).'] }],
      },
      {
        id: 'password',
        title: 'With a password or a passkey',
        body: [
          'A password is optional. Once you have set one, press {ui:signIn.byPassword} on the sign-in page. Forgotten it? Choose {ui:signIn.byMail}, then set a new one under [Security](/settings/security).',
          'A passkey uses your device’s fingerprint, face or PIN: press {ui:signIn.passkey}. How to add one: see [account security](/help/security#passkey).',
        ],
      },
      {
        id: 'second',
        title: 'Two steps, and a lost phone',
        body: [
          'With two-step sign-in on, a page called {ui:step.title} follows. Confirm with your passkey or the code from your authenticator app, or press {ui:step.use.recovery} and type one of your recovery codes.',
          'If both the device and the recovery codes are lost, that second-step page offers a way back.',
        ],
      },
    ],
  },
  people: {
    title: 'Inviting people, and roles',
    lead: 'Make a team, bring people in and decide who may do what.',
    also: 'add member colleague staff permission rights admin remove member',
    sections: [
      {
        id: 'team',
        title: 'Making a team',
        body: ['In [your list of teams](/), press {ui:teams.create}, name the team and yourself in it, then press {ui:teams.create.button}. You may use another name in each team; members see that name, not your e-mail.'],
      },
      {
        id: 'invite',
        title: 'Inviting',
        body: [
          { steps: ['Open the team and choose {ui:team.members}.', 'Under {ui:members.invite}, type an e-mail, choose a role and press {ui:members.invite.button}. An invitation is good for 14 days, for that e-mail alone.', 'For many people at once: under {ui:members.link.title}, press {ui:members.link.create}, copy it at once and send it. Whoever has the link can join, so give it only to people you trust.', 'Changed your mind? Press {ui:members.revoke} beside the invitation or the link.'] },
          { picture: 'members', alt: 'The members page: inviting by e-mail, join links and the list of members' },
          { note: 'The terms do not allow IZwork to be used for recruiting into network marketing, or for projects about politics or anything illegal.' },
        ],
      },
      {
        id: 'roles',
        title: 'The four roles',
        body: [
          { points: ['{ui:role.owner}: like an admin, and the only one who can hand over or erase the team. A team has one owner.', '{ui:role.admin}: {ui:role.admin.note}', '{ui:role.member}: {ui:role.member.note}', '{ui:role.guest}: {ui:role.guest.note}'] },
          'The owner and admins change roles right in the list of members. Each person’s menu has {ui:members.remove}; the owner’s also has {ui:members.handOver}.',
        ],
      },
      {
        id: 'young',
        title: 'Members under 16',
        body: ['In {ui:team.settings}, tick {ui:minors.label}. From then on you tick {ui:minors.invite} when you invite: that person joins only when both they and their guardian have consented.', { picture: 'guardian', alt: 'What a guardian reads: who is invited to which team, the wording and the two answers' }],
      },
    ],
  },
  projects: {
    title: 'Projects and lists',
    lead: 'A project is a board; each column on it is a list.',
    also: 'kanban column create project archive board',
    sections: [
      {
        id: 'new',
        title: 'A new project',
        body: [
          'Open the team, press {ui:team.newProject}, name it, choose three lists or an empty board to begin with, then press {ui:project.create}.',
          { picture: 'board', alt: 'The board of a project: three lists of tasks with labels, due dates and assignees' },
        ],
      },
      {
        id: 'lists',
        title: 'Arranging lists',
        body: [{ points: ['Press {ui:list.add} at the end of the board, type a name, press {key:Enter}.', 'Drag a list by its name; or open its menu and choose {ui:list.left} or {ui:list.right}.', '{ui:list.remove} first asks where the remaining tasks go: none is lost with it.'] }],
      },
      {
        id: 'filter',
        title: 'Seeing only what you need',
        body: ['On the board, {ui:filter.mine} keeps the tasks assigned to you. {ui:filter.title} chooses by due date, label and assignee; {ui:filter.clear} shows everything again.'],
      },
      {
        id: 'archive',
        title: 'Putting a finished project away',
        body: ['The owner and admins choose {ui:project.archive} in the project’s menu. It stays at the foot of the team’s page; {ui:project.restore} brings it back.'],
      },
    ],
  },
} satisfies Partial<Guide>;
