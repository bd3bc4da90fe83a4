import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { each } from '../columns';

export const storeRestartedLost: TruthRow = {
  id: 'store-restarted-lost',
  scenario: story(
    'store-restarted-lost',
    'The store is restarted without its data',
    'A store that writes nothing to disk forgets like any process.',
    [
      loggedIn,
      incident('The store is restarted without its data', (stage) => stage.strike('restart-store-lost')),
      question(),
    ],
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
  claims: [
    {
      columns: ['redis'],
      says: 'in',
      correction: 'Redis outlives the server and not itself: what it has not written to disk is gone when it restarts.',
    },
  ],
};
