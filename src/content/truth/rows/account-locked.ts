import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { SESSIONS } from '../columns';

export const accountLocked: TruthRow = {
  id: 'account-locked',
  scenario: story(
    'account-locked',
    'The account is locked',
    'A lock counts where the user table is asked: at every request, at the next refresh, or at the next login.',
    [
      loggedIn,
      incident('The operator locks the account', (stage) => stage.strike('lock-account', { user: 'alice' })),
      question(),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    { columns: SESSIONS, says: 'out', correction: null },
    { columns: ['jwt', 'jwt-denylist', 'access-refresh'], says: 'in', correction: null },
    {
      columns: ['jwt-version'],
      says: 'in',
      correction:
        'A token can be refused before it ends by whoever looks the user up: the price is a read at each request.',
    },
  ],
};
