import general from '../../i18n/vi/general';
import desk from './vi/desk';
import sponsor from './vi/sponsor';
import log from './vi/log';

export default { ...general, ...desk, ...log, ...sponsor };
