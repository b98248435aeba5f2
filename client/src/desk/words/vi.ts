import general from '../../i18n/vi/general';
import reasons from '../../i18n/vi/abuse-reasons';
import abuse from './vi/abuse';
import desk from './vi/desk';
import log from './vi/log';

export default { ...general, ...desk, ...log, ...reasons, ...abuse };
