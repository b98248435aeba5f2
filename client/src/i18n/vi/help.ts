export default {
  'help.title': 'Hướng dẫn',
  'help.lead': 'Làm từng việc trong IZwork, bằng đúng những từ bạn thấy trên màn hình.',
  'help.open': 'Mở hướng dẫn',
  'help.search': 'Tìm trong hướng dẫn',
  'help.found': 'Tìm thấy {n} mục',
  'help.none': 'Không thấy mục nào. Thử ít chữ hơn hoặc từ khác, hoặc hỏi chúng tôi:',
  'help.here': 'Trong trang này',
  'help.group.begin': 'Bắt đầu',
  'help.group.work': 'Làm việc',
  'help.group.safe': 'An toàn và dữ liệu',
  'help.group.more': 'Khác',
};
