import general from '../../i18n/vi/general';
import desk from './vi/desk';
import finance from './vi/finance';
import log from './vi/log';
import support from './vi/support';
import tickets from './vi/tickets';

export default { ...general, ...desk, ...support, ...tickets, ...finance, ...log };
