import general from '../../i18n/en/general';
import reasons from '../../i18n/en/abuse-reasons';
import abuse from './en/abuse';
import desk from './en/desk';
import finance from './en/finance';
import guide from './en/guide';
import log from './en/log';
import sponsor from './en/sponsor';
import support from './en/support';
import tickets from './en/tickets';

export default { ...general, ...desk, ...support, ...finance, ...log, ...guide, ...sponsor, ...reasons, ...abuse, ...tickets };
