import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { SESSIONS } from '../columns';
import { logIn, logOutEverywhere } from '../../scenarios/page';

/** Two logins of the same user, not two copies of one. Where the server cannot, the page forgets its token and no more. */
export const logoutEverywhere: TruthRow = {
  id: 'logout-everywhere',
  scenario: story(
    'logout-everywhere',
    'The user logs out everywhere',
    'To end what it has given out, a server must look something up at each request.',
    [
      loggedIn,
      {
        id: 'second-login',
        title: 'Someone logs in with the same password',
        by: 'thief',
        play: async (stage) => void (await logIn(stage, 'thief', 'alice', 'wonderland')),
      },
      incident('Log out everywhere', (stage) => logOutEverywhere(stage, 'browser')),
      question('The other login is used', 'thief'),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    { columns: SESSIONS, says: 'out', correction: null },
    { columns: ['jwt', 'access-refresh'], says: 'in', correction: null },
    {
      columns: ['jwt-denylist'],
      says: 'in',
      correction: 'A denylist can name a user and a time: every token of this user that was issued before is refused.',
    },
    {
      columns: ['jwt-version'],
      says: 'in',
      correction: "Counting the version up in the user's row ends every token that names the one before.",
    },
  ],
};
