import type { TruthRow } from '../types';
import { incident, loggedIn, question, story } from '../acts';
import { SESSIONS } from '../columns';

export const idle31Minutes: TruthRow = {
  id: 'idle-31-minutes',
  scenario: story(
    'idle-31-minutes',
    'Nobody asks anything for 31 minutes',
    'A session ends some time after its last use; an access token ends at the time that it names.',
    [loggedIn, incident('31 minutes pass', (stage) => stage.strike('wait-31-minutes')), question()],
  ),
  setup: {},
  cannot: {},
  claims: [{ columns: SESSIONS, says: 'out', correction: null }],
};
