import board from './en/board';
import entry from './en/entry';
import feed from './en/feed';
import general from './en/general';
import security from './en/security';
import task from './en/task';
import team from './en/team';

const words = { ...general, ...entry, ...security, ...team, ...board, ...task, ...feed };

export default words;
