import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';

export const appRestarted: TruthRow = {
  id: 'app-restarted',
  scenario: story(
    'app-restarted',
    'The server is restarted',
    'What the process kept in its memory is gone; what stands in a store, a cookie or a token is not.',
    [loggedIn, incident('The server is restarted', (stage) => stage.strike('restart')), question()],
  ),
  setup: {},
  cannot: {},
  claims: [
    { columns: ['memory'], says: 'out', correction: null },
    { columns: ['sqlite', 'redis'], says: 'in', correction: null },
  ],
};
