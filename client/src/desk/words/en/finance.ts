export default {
  'plan.free': 'Free',
  'plan.premium': 'Premium',
  'plan.sponsored': 'Sponsored',
  'plan.dedicated': 'Dedicated',
};
