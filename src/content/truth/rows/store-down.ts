import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { each } from '../columns';

export const storeDown: TruthRow = {
  id: 'store-down',
  scenario: story(
    'store-down',
    'The store is down',
    'A server that cannot look knows neither that somebody is logged in nor that not.',
    [loggedIn, incident('The store is killed', (stage) => stage.strike('store-down')), question()],
  ),
  setup: {},
  cannot: {
    memory: 'The store is the memory of the server: it is down when the server is.',
    sqlite: 'The store is a file that the server itself opens: it has no process that could be down.',
    ...each(['encrypted-cookie', 'jwt', 'jwt-version'], 'No store is kept, so none can be down.'),
    ...each(
      ['jwt-denylist', 'access-refresh'],
      'The store is a file that the server itself opens: it has no process that could be down.',
    ),
  },
  claims: [],
};
