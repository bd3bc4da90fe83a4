import type { Fault } from '../../model';
import { ask } from '../scenarios/page';

/** What the thief holds may be worth something now and nothing a moment later, or the other way round. */
export const thiefVisits: Fault = {
  id: 'thief-visits',
  kind: 'session',
  title: 'Let the thief open the profile',
  teaches:
    'A cookie or a token is worth what the server makes of it at this moment; the answer says whose profile it opens.',
  target: 'attacker',
  at: ['cookie.stored', 'credential.copied'],
  unavailable: (tools) => (tools.credential('thief') ? null : 'The thief holds no cookie and no token now.'),
  strike: (tools) => {
    tools.interlude({
      id: 'visit',
      title: 'The thief opens the profile',
      by: 'thief',
      play: async (stage) => void (await ask(stage, 'thief', '/profile')),
    });
    return Promise.resolve();
  },
};
