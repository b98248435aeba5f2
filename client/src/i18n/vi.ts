import board from './vi/board';
import consent from './vi/consent';
import contact from './vi/contact';
import entry from './vi/entry';
import feed from './vi/feed';
import general from './vi/general';
import plan from './vi/plan';
import security from './vi/security';
import task from './vi/task';
import team from './vi/team';
import trust from './vi/trust';

const words = { ...general, ...entry, ...contact, ...consent, ...trust, ...plan, ...security, ...team, ...board, ...task, ...feed };

export default words;
