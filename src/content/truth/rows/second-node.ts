import type { TruthRow } from '../types';
import { loggedIn, question, story } from '../acts';
import { each } from '../columns';

/** The load balancer takes turns: the login went to the first server, so the question goes to the second. */
export const secondNode: TruthRow = {
  id: 'second-node',
  scenario: story(
    'second-node',
    'A second server answers, and no store is shared',
    'A server knows what it was told itself, and whatever the request brings along.',
    [loggedIn, question()],
  ),
  setup: { nodes: 2, balancing: 'round-robin' },
  cannot: each(
    ['sqlite', 'redis', 'jwt-denylist', 'access-refresh'],
    'All servers share this store: see the next row.',
  ),
  claims: [
    { columns: ['memory'], says: 'out', correction: null },
    { columns: ['jwt', 'jwt-version'], says: 'in', correction: null },
  ],
};
