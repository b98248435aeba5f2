export default {
  'security.title': 'Security',
  'security.lead': 'How you sign in, and where you are signed in now.',
  'security.open': 'Open security',

  'sessions.title': 'Where you are signed in',
  'sessions.lead': 'If you do not recognise one of these, end it.',
  'sessions.unknown': 'Unknown browser',
  'sessions.this': 'This one',
  'sessions.now': 'In use now',
  'sessions.seen': 'Last used {ago}',
  'sessions.began': 'signed in {ago} through {place}',
  'sessions.local': 'this server',
  'sessions.end': 'End',
  'sessions.end.of': 'End the session on {device}',
  'sessions.ended': 'That session has ended',
  'sessions.endOthers': 'Sign out everywhere else',
  'sessions.endOthers.text':
    'Every other browser has to sign in again. Changes there that were not sent yet stay on those devices.',
  'sessions.endOthers.yes': 'Sign them out',
  'sessions.ended.others': 'Only this browser is signed in now',

  'prove.title': 'Prove that it is you',
  'prove.mail': 'This changes how your account is protected. We have just sent a code to {email}: type it here.',
  'prove.code': 'Code from the mail',
  'prove.again': 'Send another code',
  'prove.button': 'Go on',
};
