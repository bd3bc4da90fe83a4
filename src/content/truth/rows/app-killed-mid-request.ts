import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { ask } from '../../scenarios/page';

export const appKilledMidRequest: TruthRow = {
  id: 'app-killed-mid-request',
  scenario: story(
    'app-killed-mid-request',
    'The server is killed during a request and started again',
    'The request is lost; who is logged in afterwards depends on where that was written.',
    [
      loggedIn,
      incident('Open the profile; the server is killed meanwhile, and started again', async (stage) => {
        stage.strikeAt('request.received', 'kill');
        await ask(stage, 'browser', '/profile');
        await stage.strike('restart');
      }),
      question(),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    { columns: ['memory'], says: 'out', correction: null },
    { columns: ['sqlite', 'redis'], says: 'in', correction: null },
  ],
};
