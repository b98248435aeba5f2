import general from '../../i18n/vi/general';
import desk from './vi/desk';
import log from './vi/log';

export default { ...general, ...desk, ...log };
