import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { SESSIONS } from '../columns';
import { ask } from '../../scenarios/page';

export const pageRefresh: TruthRow = {
  id: 'page-refresh',
  scenario: story(
    'page-refresh',
    'The page is refreshed',
    'Each request shows the credential again, so asking once more changes nothing.',
    [
      loggedIn,
      incident('Open the profile', async (stage) => void (await ask(stage, 'browser', '/profile'))),
      question('Refresh the page'),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [{ columns: SESSIONS, says: 'in', correction: null }],
};
