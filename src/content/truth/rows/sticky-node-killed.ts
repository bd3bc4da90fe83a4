import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';

/** The first login goes to the first server, and the load balancer sticks to it. */
export const stickyNodeKilled: TruthRow = {
  id: 'sticky-node-killed',
  scenario: story(
    'sticky-node-killed',
    'The server that the balancer sticks to is killed',
    'Sending a user to the same server each time helps for as long as that server is up.',
    [
      loggedIn,
      incident('The server of this user is killed', (stage) => stage.strike('kill', { node: 'app' })),
      question(),
    ],
  ),
  setup: { nodes: 2, balancing: 'sticky' },
  cannot: {},
  claims: [],
};
