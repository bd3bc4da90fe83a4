import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { SESSIONS } from '../columns';
import { logOut } from '../../scenarios/page';

export const replayAfterLogout: TruthRow = {
  id: 'replay-after-logout',
  scenario: story(
    'replay-after-logout',
    'A copy of the credential is used after logout',
    'A logout reaches a copy only if the server ends something of its own.',
    [
      loggedIn,
      {
        id: 'copy',
        title: 'Someone copies the credential',
        by: 'thief',
        play: (stage) => stage.strike('steal'),
      },
      incident('Log out', (stage) => logOut(stage, 'browser')),
      question('The copy is used', 'thief'),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    { columns: SESSIONS, says: 'out', correction: null },
    { columns: ['jwt', 'jwt-version', 'access-refresh'], says: 'in', correction: null },
    { columns: ['jwt-denylist'], says: 'out', correction: null },
  ],
};
