import general from '../../i18n/vi/general';
import reasons from '../../i18n/vi/abuse-reasons';
import abuse from './vi/abuse';
import desk from './vi/desk';
import finance from './vi/finance';
import guide from './vi/guide';
import log from './vi/log';
import sponsor from './vi/sponsor';
import support from './vi/support';
import tickets from './vi/tickets';

export default { ...general, ...desk, ...support, ...finance, ...log, ...guide, ...sponsor, ...reasons, ...abuse, ...tickets };
