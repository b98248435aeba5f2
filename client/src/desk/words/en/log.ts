export default {
  'log.title': 'What I did',
  'log.about': 'Your own log, just as the owners of accounts and teams can read it.',
  'log.none': 'Nothing is written down yet.',
  'log.account': 'account {id}',
  'log.team': 'team {id}',
  'log.case': 'case {id}',

  'mySessions.title': 'Where you are signed in',
  'mySessions.this': 'This one',
  'mySessions.began': 'signed in {ago} · last used {seen}',
  'mySessions.end': 'End',
  'mySessions.endOthers': 'Sign out everywhere else',
  'mySessions.ended': 'Ended.',
};
