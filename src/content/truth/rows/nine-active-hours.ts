import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { ask } from '../../scenarios/page';

const NINE_HOURS = 9 * 60 * 60 * 1000;
const ROUNDS = 20;

export const nineActiveHours: TruthRow = {
  id: 'nine-active-hours',
  scenario: story(
    'nine-active-hours',
    'The user is active for nine hours',
    'Use keeps a session from lying idle; a limit from its beginning ends it all the same.',
    [
      loggedIn,
      incident('Ask every 27 minutes for nine hours', async (stage) => {
        for (let round = 0; round < ROUNDS; round++) {
          await stage.advanceClock(NINE_HOURS / ROUNDS);
          await ask(stage, 'browser', '/profile');
        }
      }),
      question(),
    ],
  ),
  setup: {},
  cannot: {},
  claims: [
    {
      columns: ['jwt', 'jwt-denylist', 'jwt-version'],
      says: 'in',
      correction: 'A token ends 15 minutes after it was issued, and using it moves that end by nothing.',
    },
    {
      columns: ['access-refresh'],
      says: 'in',
      correction:
        'Each refresh token ends when the first of its login does, after 8 hours, however often it is exchanged.',
    },
  ],
};
