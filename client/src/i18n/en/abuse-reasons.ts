export default {
  'abuse.reason.recruitment': 'Recruiting for network marketing',
  'abuse.reason.politics': 'Politics',
  'abuse.reason.illegal': 'Something illegal',
  'abuse.reason.harassment': 'Harassment, threats, insults',
  'abuse.reason.spam': 'Spam or a scam',
  'abuse.reason.other': 'Something else',
  'abuse.kind.comment': 'Comment',
  'abuse.kind.title': 'Task title',
  'abuse.kind.description': 'Task description',
  'abuse.kind.project': 'Project name',
  'abuse.kind.invitation': 'Invitation to the team',
  'abuse.by': 'by {who}',
};
