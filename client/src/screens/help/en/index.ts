import type { Guide } from '../types';
import begin from './begin';
import safe from './safe';
import work from './work';

const guide: Guide = { ...begin, ...work, ...safe };

export default guide;
