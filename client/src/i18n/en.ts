import abuse from './en/abuse';
import reasons from './en/abuse-reasons';
import board from './en/board';
import consent from './en/consent';
import contact from './en/contact';
import desklog from './en/desklog';
import entry from './en/entry';
import feed from './en/feed';
import general from './en/general';
import help from './en/help';
import mine from './en/mine';
import leave from './en/leave';
import recovery from './en/recovery';
import plan from './en/plan';
import security from './en/security';
import sponsorship from './en/sponsorship';
import task from './en/task';
import team from './en/team';
import tickets from './en/tickets';
import trust from './en/trust';

const words = { ...general, ...help, ...leave, ...entry, ...contact, ...recovery, ...consent, ...trust, ...plan, ...security, ...mine, ...desklog, ...team, ...board, ...task, ...feed, ...sponsorship, ...abuse, ...reasons, ...tickets };

export default words;
