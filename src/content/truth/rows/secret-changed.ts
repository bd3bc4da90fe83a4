import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';

export const secretChanged: TruthRow = {
  id: 'secret-changed',
  scenario: story(
    'secret-changed',
    'The secret is changed',
    'What the old secret signed or sealed is not believed any more, however fresh it is.',
    [
      loggedIn,
      incident('The server is restarted with a new secret', (stage) => stage.strike('new-secret')),
      question(),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    {
      columns: ['sqlite', 'redis'],
      says: 'in',
      correction:
        'The rows survive the restart, but the cookie was signed with the old secret: it is not believed, and nobody looks for its row.',
    },
  ],
};
