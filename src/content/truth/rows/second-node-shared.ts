import type { TruthRow } from '../types';
import { loggedIn, question, story } from '../acts';
import { each } from '../columns';

export const secondNodeShared: TruthRow = {
  id: 'second-node-shared',
  scenario: story(
    'second-node-shared',
    'A second server answers, and the store is shared',
    'Whoever asks the same store gets the same answer, whichever server took the login.',
    [loggedIn, question()],
  ),
  setup: { nodes: 2, balancing: 'round-robin' },
  cannot: {
    memory: 'The memory of a process is its own: it cannot be shared.',
    ...each(['encrypted-cookie', 'jwt', 'jwt-version'], 'No store is kept, so none is shared: see the row before.'),
  },
  claims: [{ columns: ['sqlite', 'redis'], says: 'in', correction: null }],
};
