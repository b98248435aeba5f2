import general from '../../i18n/en/general';
import reasons from '../../i18n/en/abuse-reasons';
import abuse from './en/abuse';
import desk from './en/desk';
import log from './en/log';

export default { ...general, ...desk, ...log, ...reasons, ...abuse };
