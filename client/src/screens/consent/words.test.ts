import { expect, test } from 'vitest';
import en from '../../i18n/en';
import vi from '../../i18n/vi';

// What is entered in the ledger of consents, by kind (chalicelib/consent/ledger.py): each line in the settings has a name.
const entered = {
  terms: ['accepted', 'declined', 'withdrawn'],
  guardian: ['self', 'accepted', 'declined', 'withdrawn'],
  contract: ['accepted'],
  sponsorship: ['accepted', 'withdrawn'],
  support: ['accepted', 'withdrawn'],
};

test('every entry of the ledger has words in both languages', () => {
  for (const [kind, actions] of Object.entries(entered)) {
    for (const action of actions) for (const words of [vi, en]) expect(words).toHaveProperty([`consent.one.${kind}.${action}`]);
  }
});
