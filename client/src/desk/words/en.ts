import general from '../../i18n/en/general';
import desk from './en/desk';
import log from './en/log';

export default { ...general, ...desk, ...log };
