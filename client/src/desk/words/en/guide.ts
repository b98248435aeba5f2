export default {
  'guide.title': 'Guide',
  'guide.about': 'How each task is done at the desk, with pictures of these very pages.',
};
