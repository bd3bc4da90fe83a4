import type { TruthRow } from '../types';
import { incident, question, story } from '../acts';
import { SESSIONS } from '../columns';
import { logIn } from '../../scenarios/page';

export const roleChanged: TruthRow = {
  id: 'role-changed',
  scenario: story(
    'role-changed',
    'An administrator becomes a user',
    'A role that is looked up changes at once; one that stands in a token is believed until the token ends.',
    [
      {
        id: 'login',
        title: 'Log in as an administrator',
        by: 'browser',
        play: async (stage) => void (await logIn(stage, 'browser', 'bob', 'canwefixit')),
      },
      incident('The operator takes the role away', (stage) =>
        stage.strike('change-role', { user: 'bob', change: 'demote' }),
      ),
      question(),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    { columns: SESSIONS, says: 'in', correction: null },
    { columns: ['jwt', 'jwt-denylist', 'access-refresh'], says: 'wrong-role', correction: null },
    {
      columns: ['jwt-version'],
      says: 'wrong-role',
      correction: 'This token only names its user: the role is looked up in the user table, together with the version.',
    },
  ],
};
