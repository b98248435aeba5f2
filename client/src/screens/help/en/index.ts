import type { Guide } from '../types';
import begin from './begin';
import more from './more';
import safe from './safe';
import work from './work';

const guide: Guide = { ...begin, ...work, ...safe, ...more };

export default guide;
