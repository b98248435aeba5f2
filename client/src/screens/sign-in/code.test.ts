import { expect, test } from 'vitest';
import { tidyCode } from './code';

test.each(['RMDJ-4XQP', 'rmdj 4xqp', ' rmdj4xqp ', 'R M D J – 4 X Q P'])('a code typed as %j is understood', (typed) => {
  expect(tidyCode(typed)).toBe('RMDJ4XQP');
});
