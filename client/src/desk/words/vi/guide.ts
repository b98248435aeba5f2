export default {
  'guide.title': 'Hướng dẫn',
  'guide.about': 'Cách làm từng việc ở bàn hỗ trợ, có hình chụp từ chính trang này.',
};
