export default {
  'plan.free': 'Miễn phí',
  'plan.premium': 'Premium',
  'plan.sponsored': 'Tài trợ',
  'plan.dedicated': 'Máy chủ riêng',
};
