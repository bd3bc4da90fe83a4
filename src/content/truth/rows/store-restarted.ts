import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { each } from '../columns';

export const storeRestarted: TruthRow = {
  id: 'store-restarted',
  scenario: story(
    'store-restarted',
    'The store is restarted and finds its data',
    'What was written to disk is there again.',
    [loggedIn, incident('The store is restarted with its data', (stage) => stage.strike('restart-store')), question()],
  ),
  setup: {},
  cannot: {
    memory: 'The store is the memory of the server: it restarts when the server does.',
    sqlite: 'The store is a file that the server itself opens: it has no process that could restart.',
    ...each(['encrypted-cookie', 'jwt', 'jwt-version'], 'No store is kept, so none can restart.'),
    ...each(
      ['jwt-denylist', 'access-refresh'],
      'The store is a file that the server itself opens: it has no process that could restart.',
    ),
  },
  claims: [{ columns: ['redis'], says: 'in', correction: null }],
};
