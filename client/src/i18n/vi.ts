import abuse from './vi/abuse';
import reasons from './vi/abuse-reasons';
import board from './vi/board';
import consent from './vi/consent';
import contact from './vi/contact';
import desklog from './vi/desklog';
import entry from './vi/entry';
import feed from './vi/feed';
import general from './vi/general';
import help from './vi/help';
import mine from './vi/mine';
import leave from './vi/leave';
import recovery from './vi/recovery';
import plan from './vi/plan';
import security from './vi/security';
import sponsorship from './vi/sponsorship';
import task from './vi/task';
import team from './vi/team';
import tickets from './vi/tickets';
import trust from './vi/trust';

const words = { ...general, ...help, ...leave, ...entry, ...contact, ...recovery, ...consent, ...trust, ...plan, ...security, ...mine, ...desklog, ...team, ...board, ...task, ...feed, ...sponsorship, ...abuse, ...reasons, ...tickets };

export default words;
