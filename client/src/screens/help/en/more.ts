import type { Guide } from '../types';

export default {
  abuse: {
    title: 'Reporting abuse, and appealing',
    lead: 'Tell us of what the terms do not allow, and what you can do when your own team is restricted.',
    also: 'scam fraud network marketing politics illegal harassment spam blocked suspended complaint',
    sections: [
      {
        id: 'report',
        title: 'Reporting',
        body: [
          { steps: ['Open the menu of a task, a comment or a project and choose {ui:abuse.report}. For an invitation the button is on its page.', 'Choose a reason, and tick what to attach: we see those parts and nothing else.', 'Press {ui:abuse.send}.'] },
          { picture: 'report', alt: 'Reporting abuse: the reason, and the parts that are attached' },
          'What you send is sealed for the abuse desk, with proof that it stood in the team. Nobody enters the team to look, and the team does not learn who reported. What came of it is under [my reports](/settings/reports).',
        ],
      },
      {
        id: 'appeal',
        title: 'When your team is restricted',
        body: [
          'The owner is told by mail and reads the reason in the team. Even in a suspended team everybody can still read and export everything. A suspension takes two agents.',
          { picture: 'appeal', alt: 'The owner’s page: the restriction, its reason, and where to appeal' },
          'Not right? Write why and press {ui:abuse.appeal.send}. Somebody else answers, who took no part in that decision.',
        ],
      },
    ],
  },
  plans: {
    title: 'Premium and sponsorship',
    lead: 'Every team begins on the free plan, protected like any other.',
    also: 'price cost pay payment upgrade plan free charity humanitarian school education',
    sections: [
      {
        id: 'premium',
        title: 'Premium',
        body: ['The owner opens {ui:team.settings}, then {ui:plan.open}: how much the team uses and what each plan has. {ui:order.begin} needs a verified phone number under [your contacts](/settings/contact).', { picture: 'plans', alt: 'The plans: members, storage, history and support hours; protected alike' }, 'You read and accept the service contract and the confidentiality agreement, then pay by bank transfer with a QR code. The papers can be downloaded at any time.', { picture: 'contract', alt: 'The contract, the confidentiality agreement and the guide as PDF, to be accepted' }, { picture: 'order', alt: 'An order for Premium with its QR code, amount and transfer text' }, 'Over a limit a team still reads, edits and exports everything; it only cannot add.'],
      },
      {
        id: 'sponsorship',
        title: 'Humanitarian and educational organisations',
        body: ['The terms set aside support for humanitarian organisations and vocational education that can show what they are. The owner applies in {ui:team.settings}, {ui:plan.open}, {ui:sponsor.open}: a few lines about the organisation, documents (PDF, JPEG or PNG), and each step can be followed right there.', { picture: 'sponsorship', alt: 'An application for sponsorship: the steps taken, what the reviewers ask, and where to answer' }, 'The application is sealed for you and the reviewers. Two reviewers decide together; the documents are deleted right after, or after 90 days without a decision.'],
      },
    ],
  },
  status: {
    title: 'Status and incidents',
    lead: 'See whether the site runs, and what happens when a Region is lost.',
    also: 'error down slow outage server maintenance',
    sections: [
      {
        id: 'see',
        title: 'Seeing how it is',
        body: ['[The status page](/status) tells how each Region is now, how the last 90 days were, and how the rehearsals went. No sign-in needed.'],
      },
      {
        id: 'region',
        title: 'When a Region is lost',
        body: ['IZwork is made to run in two Regions at once: an accepted change is in both. When one is lost, the other goes on; the terms promise that an incident is mended within 30 minutes. Go on working meanwhile: your changes are [kept on this device](/help/offline) and sent afterwards.'],
      },
      {
        id: 'repair',
        title: 'Under repair',
        body: ['At times the site can only be read. The top of the page says so, and your changes are kept as they are without a network.'],
      },
    ],
  },
  contact: {
    title: 'Contact',
    lead: 'How to reach support, and what we can do for you.',
    also: 'support hotline phone call feedback facebook youtube help',
    sections: [
      {
        id: 'channels',
        title: 'Channels',
        body: [{ points: ['E-mail: [Support@izwork.com](mailto:Support@izwork.com)', 'Hotline in Vietnam: [(+84) 08 627 444 55](tel:+84862744455)', 'Guidance: Facebook, YouTube'] }],
      },
      {
        id: 'ask',
        title: 'Write to us',
        body: [
          { steps: ['Open the account menu, choose {ui:tickets.mine}, then {ui:ticket.write}.', 'Tell what you met. Where a page reports an error, press {ui:tickets.fault}: its id is filled in.', 'The answer is on the [page of tickets](/help/tickets). A dot tells you, and a mail without content.'] },
          { picture: 'ticket', alt: 'A ticket: what you wrote, the answer, and where to write on' },
          'You can write on, {ui:ticket.close}, or {ui:ticket.reopen} within 30 days. Only you and support can read it.',
        ],
      },
      {
        id: 'show',
        title: 'Let support look at a project',
        body: [
          'A team’s owner and admins press {ui:view.button} in the ticket and choose a project, a time and a reason. The browser makes a copy and shows you exactly what will be sent; descriptions and comments only if you tick them.',
          { picture: 'show', alt: 'Choosing the project, the time and the reason, with a preview of what will be sent' },
          'Each look by an agent is told in the team’s activity. When the time is over the copy is deleted by itself; to be earlier, press {ui:view.withdraw}.',
        ],
      },
      {
        id: 'watch',
        title: 'See what agents did',
        body: [
          'Whatever an agent does about your account is written down before it is done. Open [the desk’s log](/settings/desk-log) to read it; agents stand there as an id, with the roles they had at that moment.',
          { picture: 'desklog', alt: 'The desk’s log: what was done, when, and by which agent' },
        ],
      },
      {
        id: 'limits',
        title: 'What we can help with',
        body: [{ note: 'IZwork helps with using the software and with sign-in only. We never view and never edit your private data.' }],
      },
      {
        id: 'tell',
        title: 'What to tell us',
        body: [{ points: ['What you wanted to do, what you pressed, and what the screen said.', 'Which browser and device, and at what time.', 'Never send passwords, sign-in codes, recovery codes or your team’s private content.'] }],
      },
    ],
  },
} satisfies Partial<Guide>;
