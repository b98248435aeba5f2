export default {
  'abuse.reason.recruitment': 'Mời gọi bán hàng đa cấp, mạng lưới',
  'abuse.reason.politics': 'Nội dung chính trị',
  'abuse.reason.illegal': 'Việc trái pháp luật',
  'abuse.reason.harassment': 'Quấy rối, đe doạ, xúc phạm',
  'abuse.reason.spam': 'Thư rác, lừa đảo',
  'abuse.reason.other': 'Lý do khác',
  'abuse.kind.comment': 'Bình luận',
  'abuse.kind.title': 'Tên công việc',
  'abuse.kind.description': 'Mô tả công việc',
  'abuse.kind.project': 'Tên dự án',
  'abuse.kind.invitation': 'Lời mời vào nhóm',
  'abuse.by': 'của {who}',
};
