export default {
  'log.title': 'Việc tôi đã làm',
  'log.about': 'Nhật ký của riêng bạn, đúng như chủ tài khoản và chủ nhóm đọc được.',
  'log.none': 'Chưa có việc nào được ghi.',
  'log.account': 'tài khoản {id}',
  'log.team': 'nhóm {id}',
  'log.case': 'hồ sơ {id}',

  'mySessions.title': 'Nơi bạn đang đăng nhập',
  'mySessions.this': 'Phiên này',
  'mySessions.began': 'đăng nhập {ago} · dùng lần cuối {seen}',
  'mySessions.end': 'Kết thúc',
  'mySessions.endOthers': 'Đăng xuất mọi nơi khác',
  'mySessions.ended': 'Đã kết thúc.',
};
