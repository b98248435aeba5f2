import board from './vi/board';
import entry from './vi/entry';
import feed from './vi/feed';
import general from './vi/general';
import security from './vi/security';
import task from './vi/task';
import team from './vi/team';

const words = { ...general, ...entry, ...security, ...team, ...board, ...task, ...feed };

export default words;
