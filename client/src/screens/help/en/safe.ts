import type { Guide } from '../types';

export default {
  security: {
    title: 'Account security',
    lead: 'Password, passkeys, two-step sign-in, and where you are signed in.',
    also: '2FA MFA two-factor OTP change password hacked stolen change e-mail phone number',
    sections: [
      {
        id: 'passkey',
        title: 'Adding a passkey',
        body: [
          'Open [Security](/settings/security) and press {ui:passkeys.add}; your device asks for your fingerprint, face or PIN. This is the safest way: no false page can trick it.',
          { picture: 'security', alt: 'The Security page: password, passkeys and two-step sign-in' },
        ],
      },
      {
        id: 'password',
        title: 'Setting or changing a password',
        body: ['Press {ui:password.set} or {ui:password.change}. It needs 12 characters or more; any letters and blanks will do. Changing it signs out every other browser.'],
      },
      {
        id: 'twosteps',
        title: 'Turning two-step sign-in on',
        body: [{ steps: ['Press {ui:app.add} and scan the code with the authenticator app on your phone, or press {ui:twoStep.on} if you have a passkey.', 'You get ten recovery codes. Press {ui:codes.download} or print them, and keep them safe: they are shown only once.', 'A new phone? Use {ui:app.replace}. Few codes left? Use {ui:codes.renew}.'] }],
      },
      {
        id: 'sessions',
        title: 'Seeing and ending sessions',
        body: ['{ui:sessions.title} lists every browser. One you do not know? Press {ui:sessions.end}, or {ui:sessions.endOthers}, then change your password.'],
      },
      {
        id: 'contact',
        title: 'Changing your e-mail or phone',
        body: ['Open [your contacts](/settings/contact). The new address must receive a code; the old one gets a notice with a link that undoes the change for 72 hours. Keep them right: with wrong ones you may be unable to get your account back.'],
      },
      {
        id: 'prove',
        title: 'Why you are asked again',
        body: ['Before anything weighty, {ui:prove.title} asks for your password, a passkey or a code by e-mail, so that somebody who borrows your device cannot do it.'],
      },
    ],
  },
  notices: {
    title: 'Mails and notices',
    lead: 'What IZwork sends, and what to mind when you forward it.',
    also: 'email spam phishing fake forward alert warning not me SMS text message',
    sections: [
      {
        id: 'kinds',
        title: 'The mails you may get',
        body: [
          { points: ['Sign-in mails and codes, when you ask for them.', 'Invitations to a team, and the question to a guardian.', 'Notices about your account: a new device, a changed password, a way to sign in added or removed, a changed e-mail or phone, closing the account. With a verified phone number, some also come as text messages.', 'A notice when a team of yours is going to be erased.'] },
          'Mails carry none of your work. To see what is new in a team, look at {ui:feed.title}.',
        ],
      },
      {
        id: 'forward',
        title: 'Take care when forwarding',
        body: [
          { note: 'Most mails from IZwork are automatic and may hold sign-in links and information about projects. Keep them to yourself, and think twice before you forward or publish one.' },
          'Give a sign-in code to nobody, not even to someone who claims to be IZwork: we never ask for it. A sign-in link works only in the browser that asked for it, but the code in the same mail has no such limit.',
        ],
      },
      {
        id: 'notme',
        title: 'When it was not you',
        body: ['Open the link in the notice and press {ui:notMe.button}: you are signed out everywhere, your contacts are as before, and a mail lets you sign in again. When the link undoes a change of contacts, the button is called {ui:undo.button}.'],
      },
    ],
  },
  mydata: {
    title: 'My data, and closing my account',
    lead: 'See what IZwork holds about you, download it, or close your account.',
    also: 'privacy personal delete account cancel GDPR download data',
    sections: [
      {
        id: 'see',
        title: 'Seeing and downloading it',
        body: ['[The data page](/settings/data) lists all that IZwork holds about you, why and for how long. Press {ui:mine.download} for a copy.'],
      },
      {
        id: 'close',
        title: 'Closing the account',
        body: [
          { steps: ['Open [the page for closing the account](/settings/close).', 'For each team that you own, choose who takes it over, or let it be erased.', 'Tick that you understand, then press {ui:closing.close}.'] },
          'You have 30 days to change your mind: sign in and press {ui:closing.keep}. After that your e-mail, phone number and all ways to sign in are erased; what you wrote in teams stays theirs.',
        ],
      },
    ],
  },
  team: {
    title: 'Exporting and erasing a team',
    lead: 'Take a team’s data with you, import it again, or erase it for good.',
    also: 'backup excel csv zip transfer delete team certificate download',
    sections: [
      {
        id: 'export',
        title: 'Export',
        body: ['In {ui:team.settings}, press {ui:export.team.button}; or press {ui:export.all.button} on [the export page](/settings/leave). You get a ZIP file with everything you may read: JSON to import again and CSV for spreadsheets. It is not encrypted, so keep it safe. Every role can export, also when a team can only be read.', { picture: 'export', alt: 'The page for exporting a team and importing it' }],
      },
      {
        id: 'import',
        title: 'Import',
        body: ['On [the export page](/settings/leave), press {ui:import.choose}, choose the team to import into, then press {ui:import.start}. If it is interrupted, press {ui:import.goOn}: nothing is made twice. What is imported stands under your name; members are not invited again.'],
      },
      {
        id: 'erase',
        title: 'Erasing a team',
        body: [
          'Only the owner can. Export first.',
          { steps: ['In {ui:team.settings}, press {ui:erase.button}.', 'Choose {ui:erase.grace} or {ui:erase.now}, and type the team’s name.', 'Press {ui:erase.yes}. Every member gets a mail.'] },
          { picture: 'erase', alt: 'Erasing a team: in 30 days or at once, and the name to type' },
          'During the 30 days the team can only be read and exported, and you can press {ui:closing.off}. Once it is erased, its keys are gone in every Region: nobody can open it again, and neither can we. You get a signed certificate.',
          { picture: 'certificate', alt: 'A certificate that was checked: which team, when its keys went, when its backups will have' },
        ],
      },
    ],
  },
  terms: {
    title: 'Terms, consents and receipts',
    lead: 'Read, answer, withdraw, and keep the proof.',
    also: 'contract legal rules signature guardian withdraw consent',
    sections: [
      {
        id: 'read',
        title: 'Reading the terms',
        body: ['[The terms of use](/terms) are in Vietnamese and English. When there is a new version you see just what differs and press {ui:consent.accept} or {ui:consent.decline}. Silence is not consent; past the date without accepting you can still read and export everything, but not make changes.', { picture: 'terms', alt: 'A new version of the terms: what is added, what is gone, and the two answers' }],
      },
      {
        id: 'receipt',
        title: 'Receipts',
        body: ['In [My settings](/settings), {ui:consent.title} holds every answer of yours. Press {ui:consent.receipt} for a signed receipt; anybody can [check it](/receipt), right in the browser.', { picture: 'consent', alt: 'Settings: each answer you gave, its receipt, and the button that withdraws it' }, { picture: 'receipt', alt: 'A receipt that was checked: genuine, for what, and when' }],
      },
      {
        id: 'withdraw',
        title: 'Withdrawing',
        body: ['In the same place, press {ui:consent.withdraw}. You are signed out everywhere; signed in again you can read and export, and make changes once you accept again.'],
      },
      {
        id: 'trust',
        title: 'The promises',
        body: ['[The trust page](/trust) tells each promise of the terms, how it is kept and its last check. What does not stand yet is said to be missing.', { picture: 'trust', alt: 'The trust page: each promise, how it is kept, and its last check' }],
      },
    ],
  },
} satisfies Partial<Guide>;
