export default {
  'help.title': 'Guide',
  'help.lead': 'How to do things in IZwork, in the words you see on the screen.',
  'help.open': 'Open the guide',
  'help.search': 'Search the guide',
  'help.found': { one: '{n} place found', other: '{n} places found' },
  'help.none': 'Nothing found. Try fewer words or others, or ask us:',
  'help.here': 'On this page',
  'help.group.begin': 'First steps',
  'help.group.work': 'Working',
  'help.group.safe': 'Safety and data',
  'help.group.more': 'More',
};
