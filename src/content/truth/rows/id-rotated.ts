import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { each, SESSIONS } from '../columns';

export const idRotated: TruthRow = {
  id: 'id-rotated',
  scenario: story(
    'id-rotated',
    'The session id is rotated',
    'The response that makes the new id brings it to the browser, which shows it from then on.',
    [
      loggedIn,
      incident(
        'Ask for a new session id',
        async (stage) => void (await stage.browser('browser').fetch('POST', '/renew')),
      ),
      question(),
    ],
  ),
  setup: {},
  cannot: {
    'encrypted-cookie': 'There is no session id: the whole session is in the cookie.',
    ...each(['jwt', 'jwt-denylist', 'jwt-version'], 'There is no session id: a token stays as it was issued.'),
    'access-refresh': 'There is no session id; the refresh token changes at each use, and the page keeps the new one.',
  },
  claims: [
    {
      columns: SESSIONS,
      says: 'out',
      correction:
        'The old id is dead, but the response that made the new one set it as the cookie: only a request that was already under way still shows the old one.',
    },
  ],
};
