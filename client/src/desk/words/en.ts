import general from '../../i18n/en/general';
import desk from './en/desk';
import finance from './en/finance';
import log from './en/log';
import support from './en/support';
import tickets from './en/tickets';

export default { ...general, ...desk, ...support, ...tickets, ...finance, ...log };
