import type { DeskGuide } from './types';

const guide: DeskGuide = {
  begin: {
    title: 'Getting in',
    lead: 'Make your passkey, sign in, and what to remember at all times.',
    also: 'passkey lost device session expired',
    sections: [
      {
        id: 'enrol',
        title: 'The first time',
        body: [
          { steps: ['Open the link from the operator on the device that you work with. It works once, for 24 hours.', 'Press {ui:enrol.button}; the device asks for your finger, face or PIN.', 'From then on press {ui:enter.button}. There is no password to remember or to lose.'] },
          { picture: 'enter', alt: 'The desk’s sign-in page with its passkey button' },
        ],
      },
      {
        id: 'session',
        title: 'Sessions',
        body: ['A session ends after 30 minutes without use, and after 12 hours in any case. Signing in again leads back to the open page, and the answer you were writing is still in that tab. When you leave your seat, choose {ui:shell.signOut} under {ui:desk.account}.'],
      },
      {
        id: 'lost',
        title: 'A lost device, or somebody may be using your key',
        body: ['With a key on another device, sign in by that one and remove the lost one under [What I did](/desk/log): everywhere else is signed out at once. Have a spare ready; there too, press {ui:passkeys.add}.', 'With no key left, tell the operator at once. They appoint you anew: the old key and every old session are over that moment, and you get a new link.'],
      },
      {
        id: 'never',
        title: 'What we never do',
        body: [
          { points: ['Never ask anybody for a password, a sign-in code or a recovery code.', 'Never look for an account whose owner has not come to us.', 'Never ask for private content. To see a project, ask its people to share a copy themselves.', 'Never have something confirmed as a favour: the second person reads and decides alone.'] },
          { note: 'Everything you do is written down before there is a result, and the account’s owner can read it.' },
        ],
      },
    ],
  },
  accounts: {
    title: 'Helping with an account',
    lead: 'Find the right one, read how it stands, and have the system do what is needed.',
    also: 'cannot sign in no mail lost phone recovery blocked',
    sections: [
      {
        id: 'find',
        title: 'Finding it',
        body: [
          { steps: ['Open [Accounts](/desk/support).', 'Type the whole e-mail address or phone number and press {ui:support.search}. Names and parts of an address find nothing.', 'Not there? Spell it with the person; a phone number must be a verified one.'] },
          { picture: 'account', alt: 'An account: ways to sign in, recovery, mails, teams by id, and what the system can be asked to do' },
        ],
      },
      {
        id: 'see',
        title: 'What you see, and what not',
        body: ['You see how many sessions there are, the kinds of factors, a recovery that waits, mails that did not arrive, teams by id with plan and size, and the ids of errors. You see no names, no content and no sent mails: the desk has no key that opens them.'],
      },
      {
        id: 'errands',
        title: 'What the system does for you',
        body: [
          { points: ['{ui:errand.resend-mails}: {ui:errand.resend-mails.text}', '{ui:errand.lift-limits}: {ui:errand.lift-limits.text}', '{ui:errand.start-recovery}: {ui:errand.start-recovery.text}', '{ui:errand.end-sessions}: {ui:errand.end-sessions.text}'] },
          'Each needs a reason: choose from the list and write a sentence. The account\'s owner reads both, so write as if to them.',
          'It is done within a minute. Press {ui:errand.look} for the outcome before you answer the person.',
        ],
      },
    ],
  },
  tickets: {
    title: 'Answering tickets',
    lead: 'Read, answer, close, and look at a copy of a project when its people allow it.',
    also: 'answer draft question look project',
    sections: [
      {
        id: 'queue',
        title: 'The list',
        body: ['Open [Tickets](/desk/tickets). The list tells the kind of question and how long it waits; when you open one, the account’s owner can read that you did.'],
      },
      {
        id: 'answer',
        title: 'Answering',
        body: [
          { steps: ['Write under {ui:talk.reply}, then press {ui:talk.send} or {key:Ctrl Enter}.', 'You need to know more? Tick {ui:ticket.asks} before you send.', 'When it is done, press {ui:ticket.close}. The person can open it again for 30 days.'] },
          { picture: 'ticket', alt: 'A ticket: what the person wrote, the answers, and the one being written' },
          'What could not be sent stays in the box, also when you go to another page or your session ends.',
        ],
      },
      {
        id: 'look',
        title: 'Looking at a copy of a project',
        body: [
          'Only the person can share it, from their own browser, for a time that they choose. The ticket then shows a yellow box with the reason and the end; press {ui:view.look}.',
          { picture: 'look', alt: 'The copy of a project open in a ticket, with its reason and its end' },
          'Each look stands in the team’s activity. When the time is over or the copy is withdrawn, it leaves the screen. Nothing in it can be changed.',
        ],
      },
    ],
  },
  finance: {
    title: 'Statements and plans',
    lead: 'Enter what came in, assign what names no order, and give or end plans as two people.',
    also: 'transfer bank CSV order refund revoke grant',
    sections: [
      {
        id: 'statement',
        title: 'Entering a statement',
        body: [
          { steps: ['Download the statement from the bank as CSV, open [Finance](/desk/finance) and choose the file.', 'Press {ui:statement.preview}: each payment is shown with the order it names. Nothing is entered yet.', 'If it is right, press the button that enters it. The same file again counts no money twice.'] },
          { picture: 'statement', alt: 'A statement previewed: a payment with its order, one without, and the button that enters them' },
        ],
      },
      {
        id: 'unmatched',
        title: 'Payments without an order',
        body: ['Under {ui:finance.unmatched}, type the reference that the buyer tells you and press {ui:unmatched.assign}. The page asks once more with team and amount: it cannot be changed afterwards.'],
      },
      {
        id: 'plan',
        title: 'Giving or ending a plan',
        body: [
          'Under {ui:finance.plans}, type the team’s id and propose. Another finance agent opens {ui:finance.approvals}, reads, and confirms or declines; who proposed cannot confirm.',
          { picture: 'plan', alt: 'A plan that somebody else proposed waits for you to confirm or decline it' },
        ],
      },
    ],
  },
  sponsorship: {
    title: 'Reviewing sponsorship',
    lead: 'Read an application and its papers, ask for more, and decide as two people.',
    also: 'charity school organisation papers licence',
    sections: [
      {
        id: 'review',
        title: 'Taking it up and reading it',
        body: [
          { steps: ['Open [Sponsorship](/desk/sponsor), choose an application, press {ui:sponsors.take}.', 'Download the papers to read them: each time is written down. Delete your copy when you have read it.', 'Something is missing? Press {ui:sponsors.ask}; the applicant reads your very words.'] },
          { picture: 'review', alt: 'An application for sponsorship: what they say, papers, steps, and the buttons that decide' },
        ],
      },
      {
        id: 'decide',
        title: 'Deciding',
        body: ['Press {ui:sponsors.grant} or {ui:sponsors.refuse} and give the reason. Another reviewer reads the application and confirms; then it holds and the papers are deleted. What stays is a note of what was seen.'],
      },
    ],
  },
  abuse: {
    title: 'Abuse',
    lead: 'Read reports, decide no more than is needed, and answer appeals.',
    also: 'report suspend limit warn appeal proof',
    sections: [
      {
        id: 'report',
        title: 'Reading and deciding',
        body: [
          { steps: ['Open [Reports](/desk/reports); the oldest is first.', 'Read the line about the proof first: if it does not hold, you can only {ui:abuse.do.dismiss}.', 'Choose the mildest decision that is enough, and the reason for the owner, then press the button.'] },
          { picture: 'report', alt: 'A report: its proof holds, what was attached, and four decisions to choose from' },
          'You see only the parts that the reporter chose. Nobody enters the team to look, and the team does not learn who reported.',
        ],
      },
      {
        id: 'suspend',
        title: 'A suspension takes two',
        body: ['{ui:abuse.do.ask} does nothing to the team yet. The report is now under {ui:abuse.state.asked}; somebody else opens it, reads, and presses {ui:abuse.do.confirm} or {ui:abuse.do.decline}. To lift it one is enough: {ui:abuse.do.lift}.'],
      },
      {
        id: 'appeal',
        title: 'Appeals',
        body: [
          'Open [Appeals](/desk/appeals). Whoever took part in a decision cannot answer an appeal against it. Write to the owner why, then press {ui:appeal.uphold} or {ui:appeal.grant}.',
          { picture: 'appeal', alt: 'An appeal: the owner’s words, the answer, and the two buttons' },
        ],
      },
    ],
  },
  log: {
    title: 'The log',
    lead: 'What is written down, and who can read it.',
    also: 'audit history sessions',
    sections: [
      {
        id: 'what',
        title: 'What is written down',
        body: [
          'Each time you read or change something about an account, a team or a case, it is written down before you see the result. Nobody can change or delete it, not even who runs the desk. [What I did](/desk/log) is your part of it.',
          { picture: 'log', alt: 'An agent’s log: each act with its time and the ids of accounts and cases' },
        ],
      },
      {
        id: 'who',
        title: 'Who can read it',
        body: ['An account’s owner reads what was done about it; a team’s owner and admins what was done about the team. You stand there as an id with the roles of that moment, not as a name.'],
      },
    ],
  },
};

export default guide;
