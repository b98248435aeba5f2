export default {
  'security.title': 'Bảo mật',
  'security.lead': 'Bạn đăng nhập bằng cách nào, và đang đăng nhập ở đâu.',
  'security.open': 'Mở phần bảo mật',

  'sessions.title': 'Nơi bạn đang đăng nhập',
  'sessions.lead': 'Nếu có phiên nào không phải của bạn, hãy kết thúc phiên đó.',
  'sessions.unknown': 'Trình duyệt chưa rõ',
  'sessions.this': 'Phiên này',
  'sessions.now': 'Đang dùng',
  'sessions.seen': 'Dùng lần cuối {ago}',
  'sessions.began': 'đăng nhập {ago}, qua {place}',
  'sessions.local': 'máy chủ này',
  'sessions.end': 'Kết thúc',
  'sessions.end.of': 'Kết thúc phiên trên {device}',
  'sessions.ended': 'Đã kết thúc phiên đó',
  'sessions.endOthers': 'Đăng xuất mọi nơi khác',
  'sessions.endOthers.text':
    'Mọi trình duyệt khác sẽ phải đăng nhập lại. Thay đổi chưa gửi ở đó vẫn được giữ trên các máy ấy.',
  'sessions.endOthers.yes': 'Đăng xuất',
  'sessions.ended.others': 'Giờ chỉ còn trình duyệt này đang đăng nhập',

  'prove.title': 'Xác nhận đây là bạn',
  'prove.mail': 'Thao tác này liên quan đến an toàn của tài khoản. Chúng tôi vừa gửi mã đến {email}: hãy nhập mã ở đây.',
  'prove.code': 'Mã trong thư',
  'prove.again': 'Gửi lại mã khác',
  'prove.button': 'Tiếp tục',
};
