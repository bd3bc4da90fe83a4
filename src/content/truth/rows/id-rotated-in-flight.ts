import type { TruthRow } from '../types';
import { loggedIn, question, story } from '../acts';
import { each, SESSIONS } from '../columns';
import { ask } from '../../scenarios/page';

/** The verdict is that of the request under way; the next one is answered as ever. */
export const idRotatedInFlight: TruthRow = {
  id: 'id-rotated-in-flight',
  scenario: story(
    'id-rotated-in-flight',
    'The session id is rotated while a request is under way',
    'A request shows the id that was right when it left, and arrives when it no longer is.',
    [
      loggedIn,
      {
        ...question('Open the profile; the id changes while the request is under way'),
        play: async (stage) => {
          stage.strikeAt('request.sent', 'rotate-id');
          await ask(stage, 'browser', '/profile');
        },
      },
    ],
  ),
  setup: {},
  cannot: {
    'encrypted-cookie': 'There is no session id: the whole session is in the cookie.',
    ...each(['jwt', 'jwt-denylist', 'jwt-version'], 'There is no session id: a token stays as it was issued.'),
    'access-refresh': 'There is no session id; the refresh token changes at each use, and the page keeps the new one.',
  },
  claims: [{ columns: SESSIONS, says: 'out', correction: null }],
};
