import { describe, expect, it } from 'vitest';
import { faults } from '../../src/content/faults';
import { at, outcomes, playThrough } from './lab-run';

/** What happens to a user who has just logged in, when one thing goes wrong: the answers to the seven acts that follow. */
const expected: Record<
  string,
  { stateful: (number | string)[] | 'unavailable'; stateless: (number | string)[] | 'unavailable' }
> = {
  //                     profile  refresh   admin     logout    replay   |  profile  refresh   admin    replay   replay, expired
  kill: {
    stateful: ['refused', 'refused', 'refused', 'refused', 'refused'],
    stateless: ['refused', 'refused', 'refused', 'refused', 'refused'],
  },
  restart: { stateful: [401, 401, 401, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'new-secret': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'empty-store': { stateful: [401, 401, 401, 204, 401], stateless: 'unavailable' },
  steal: { stateful: [200, 200, 403, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'delete-credential': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  tamper: { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'forge-role': { stateful: 'unavailable', stateless: [401, 401, 401, 401, 401] },
  'wait-16-minutes': { stateful: [200, 200, 403, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'wait-31-minutes': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
};

const loggedIn = { stateful: 'cookie.stored#1', stateless: 'storage.written#1' } as const;

describe('a failure right after login', () => {
  it('has its outcome written down here, each of them', () => {
    expect(Object.keys(expected)).toEqual(faults.map(({ id }) => id));
  });

  describe.each(Object.entries(expected))('%s', (fault, rows) => {
    it.each(['stateful', 'stateless'] as const)('in the %s flow', async (scenario) => {
      const trace = await playThrough(scenario, { inject: [{ fault, at: at(loggedIn[scenario]) }] });
      const fired = trace.some(({ kind }) => kind === 'fault.fired');
      expect(fired ? outcomes(trace).slice(3) : 'unavailable').toEqual(rows[scenario]);
    });
  });
});
