import { describe, expect, it } from 'vitest';
import { faults } from '../../src/content/faults';
import type { Setup } from '../../src/model';
import { verdictOf } from '../../src/projections/inspection/verdicts';
import { at, LabRun, outcomes, playThrough } from './lab-run';

type Outcomes = readonly (number | string)[];

/**
 * What happens to a user who has just logged in, when one thing goes wrong: the answers to what is asked from there on.
 * A failure in which somebody asks something of their own puts those answers first.
 */
const expected: Record<string, { stateful: Outcomes | 'unavailable'; stateless: Outcomes | 'unavailable' }> = {
  //                      profile  refresh   admin     logout    replay   |  profile  refresh   admin    replay   replay, expired
  latency: { stateful: [200, 200, 403, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'drop-request': { stateful: ['lost', 200, 403, 204, 401], stateless: ['lost', 200, 403, 200, 401] },
  'drop-response': { stateful: ['lost', 200, 403, 204, 401], stateless: ['lost', 200, 403, 200, 401] },
  'reset-connection': { stateful: ['lost', 200, 403, 204, 401], stateless: ['lost', 200, 403, 200, 401] },
  'truncate-response': { stateful: ['lost', 200, 403, 204, 401], stateless: ['lost', 200, 403, 200, 401] },
  'duplicate-request': { stateful: [200, 200, 403, 204, 401], stateless: [200, 200, 403, 200, 401] },

  kill: {
    stateful: ['refused', 'refused', 'refused', 'refused', 'refused'],
    stateless: ['refused', 'refused', 'refused', 'refused', 'refused'],
  },
  restart: { stateful: [401, 401, 401, 204, 401], stateless: [200, 200, 403, 200, 401] },
  hang: { stateful: ['lost', 'lost', 'lost', 'lost', 'lost'], stateless: ['lost', 'lost', 'lost', 'lost', 'lost'] },
  'clock-skew': { stateful: [200, 200, 403, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'add-node': { stateful: 'unavailable', stateless: 'unavailable' },
  'remove-node': { stateful: 'unavailable', stateless: 'unavailable' },

  'store-down': { stateful: 'unavailable', stateless: 'unavailable' },
  'store-slow': { stateful: 'unavailable', stateless: 'unavailable' },
  'empty-store': { stateful: [401, 401, 401, 204, 401], stateless: 'unavailable' },
  'evict-session': { stateful: [401, 401, 401, 204, 401], stateless: 'unavailable' },
  'store-write-fails': { stateful: 'unavailable', stateless: 'unavailable' },
  'store-destroy-fails': { stateful: 'unavailable', stateless: 'unavailable' },
  'corrupt-record': { stateful: 'unavailable', stateless: 'unavailable' },
  'restart-store': { stateful: 'unavailable', stateless: 'unavailable' },
  'restart-store-lost': { stateful: 'unavailable', stateless: 'unavailable' },

  'rotate-id': { stateful: [204, 200, 200, 403, 204, 401], stateless: 'unavailable' },
  // Who was logged in already has become mallory, and does not know it.
  fixate: { stateful: [200, 200, 200, 403, 204, 401], stateless: 'unavailable' },
  // Once it holds a copy, in the middle of what it does anyway.
  'thief-visits': { stateful: [200, 200, 403, 200, 204, 401], stateless: [200, 200, 403, 200, 200, 401] },

  'delete-credential': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  steal: { stateful: [200, 200, 403, 204, 401], stateless: [200, 200, 403, 200, 401] },
  tamper: { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'weaken-cookie': { stateful: [200, 200, 403, 204, 401], stateless: 'unavailable' },

  'forge-role': { stateful: 'unavailable', stateless: [401, 401, 401, 401, 401] },
  'strip-signature': { stateful: 'unavailable', stateless: [401, 401, 401, 401, 401] },
  // A clock that is behind finds a fresh token too early, and an expired one still good.
  // The thief logs in as itself and comes twice with what it forged.
  'attack-token': { stateful: 'unavailable', stateless: [200, 401, 401, 200, 200, 403, 200, 401] },
  'not-yet-valid': { stateful: 'unavailable', stateless: [401, 401, 401, 401, 200] },
  'wrong-audience': { stateful: 'unavailable', stateless: [401, 401, 401, 401, 401] },
  'refresh-twice': { stateful: 'unavailable', stateless: 'unavailable' },

  // In memory, the restart ends the session, and not the secret.
  'rotate-key': { stateful: [401, 401, 401, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'new-secret': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'leak-key': { stateful: [200, 401, 200, 200, 403, 204, 401], stateless: [200, 200, 200, 200, 403, 200, 401] },

  'change-role': { stateful: [200, 200, 200, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'lock-account': { stateful: [401, 401, 401, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'change-password': { stateful: [200, 200, 403, 204, 401], stateless: [200, 200, 403, 200, 401] },
  // The default, 100 permissions, fits into a header.
  'grant-permissions': { stateful: 'unavailable', stateless: [200, 200, 403, 200, 401] },
  'logout-everywhere': { stateful: [204, 401, 401, 401, 204, 401], stateless: 'unavailable' },

  wait: { stateful: [200, 200, 403, 204, 401], stateless: [200, 200, 403, 200, 401] },
  'wait-16-minutes': { stateful: [200, 200, 403, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'wait-31-minutes': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
  'nine-hours': { stateful: [401, 401, 401, 204, 401], stateless: [401, 401, 401, 401, 401] },
};

/** What needs another deployment to happen at all, or happens differently there. */
const elsewhere: readonly (readonly [
  fault: string,
  scenario: 'stateful' | 'stateless',
  setup: Setup,
  outcomes: Outcomes,
])[] = [
  ['add-node', 'stateful', { nodes: 2, store: 'sqlite' }, [200, 200, 403, 204, 401]],
  ['remove-node', 'stateful', { nodes: 2, store: 'sqlite' }, [200, 200, 403, 204, 401]],
  ['kill', 'stateful', { nodes: 2, store: 'sqlite' }, [200, 200, 403, 204, 401]],
  ['store-down', 'stateful', { store: 'redis' }, [500, 500, 500, 500, 500]],
  ['store-slow', 'stateful', { store: 'redis' }, [200, 200, 403, 204, 401]],
  ['restart-store', 'stateful', { store: 'redis' }, [200, 200, 403, 204, 401]],
  ['restart-store-lost', 'stateful', { store: 'redis' }, [401, 401, 401, 204, 401]],
  ['store-write-fails', 'stateful', { store: 'redis' }, [200, 200, 403, 500, 200]],
  ['store-write-fails', 'stateful', { store: 'sqlite' }, [200, 200, 403, 500, 200]],
  ['store-destroy-fails', 'stateful', { store: 'sqlite' }, [500, 200, 200, 403, 204, 401]],
  ['corrupt-record', 'stateful', { store: 'sqlite' }, [500, 500, 500, 500, 500]],
  ['corrupt-record', 'stateful', { store: 'redis' }, [500, 500, 500, 500, 500]],
  ['rotate-key', 'stateful', { store: 'sqlite' }, [200, 200, 403, 204, 401]],
  ['rotate-key', 'stateful', { store: 'cookie' }, [200, 200, 403, 204, 200]],
  ['new-secret', 'stateful', { store: 'sqlite' }, [401, 401, 401, 204, 401]],
  // The naive server's logout ends nothing, and its login keeps the id that was planted.
  ['steal', 'stateful', { store: 'naive' }, [200, 200, 403, 204, 200]],
  ['fixate', 'stateful', { store: 'naive' }, [200, 200, 200, 403, 204, 200]],
  ['change-role', 'stateless', { tokens: 'version' }, [200, 200, 200, 200, 401]],
  ['lock-account', 'stateless', { tokens: 'version' }, [401, 401, 401, 401, 401]],
  ['logout-everywhere', 'stateless', { tokens: 'version' }, [204, 401, 401, 401, 401, 401]],
  ['logout-everywhere', 'stateless', { tokens: 'denylist' }, [204, 401, 401, 401, 401, 401, 401]],
  ['refresh-twice', 'stateless', { tokens: 'refresh' }, [200, 400, 401, 401, 401, 200, 401, 400]],
  ['wait-16-minutes', 'stateless', { tokens: 'refresh' }, [401, 200, 200, 200, 403, 204, 200, 401, 400]],
];

const loggedIn = { stateful: 'cookie.stored#1', stateless: 'storage.written#1' } as const;

/** The moment at which the browser has all that the login gave it, or else the thief. */
function afterLogin(fault: string, scenario: 'stateful' | 'stateless', { tokens }: Setup): string {
  if (fault === 'thief-visits') return 'credential.copied#1';
  return tokens === 'refresh' ? 'storage.written#2' : loggedIn[scenario];
}

async function outcome(fault: string, scenario: 'stateful' | 'stateless', setup: Setup): Promise<Outcomes | string> {
  const trace = await playThrough(scenario, { setup, inject: [{ fault, at: at(afterLogin(fault, scenario, setup)) }] });
  const fired = trace.some(({ kind }) => kind === 'fault.fired');
  return fired ? outcomes(trace.filter(({ actor }) => actor !== 'balancer')).slice(3) : 'unavailable';
}

describe('a failure right after login', () => {
  it('has its outcome written down here, each of them', () => {
    expect(Object.keys(expected)).toEqual(faults.map(({ id }) => id));
    const nowhere = Object.entries(expected).filter(
      ([id, rows]) =>
        rows.stateful === 'unavailable' && rows.stateless === 'unavailable' && !elsewhere.some(([each]) => each === id),
    );
    expect(nowhere).toEqual([]);
  });

  describe.each(Object.entries(expected))('%s', (fault, rows) => {
    it.each(['stateful', 'stateless'] as const)('in the %s flow', async (scenario) => {
      expect(await outcome(fault, scenario, {})).toEqual(rows[scenario]);
    });
  });

  it.each(elsewhere)('%s in the %s flow with %o', async (fault, scenario, setup, outcomes) => {
    expect(await outcome(fault, scenario, setup)).toEqual(outcomes);
  });

  // What was to happen to a response never does, and the client gives up all the same.
  it.each([
    'drop-response',
    'truncate-response',
    'weaken-cookie',
    'reset-connection',
    'drop-request',
    'duplicate-request',
  ])('and a server that hangs as well: %s', async (fault) => {
    const trace = await playThrough('stateful', {
      inject: [
        { fault, at: at('cookie.stored#1') },
        { fault: 'hang', at: at('cookie.stored#1') },
      ],
    });
    expect(trace.filter(({ kind }) => kind === 'fault.fired')).toHaveLength(2);
    expect(outcomes(trace).slice(3)).toEqual(['lost', 'lost', 'lost', 'lost', 'lost']);
  });

  it.each(['fixate', 'steal'])('that brings about its own occasion strikes once for each: %s', async (fault) => {
    const run = new LabRun();
    try {
      await run.start('stateful', { hold: true });
      await run.until(() => run.state?.phase === 'held');
      run.send({
        type: 'intervene',
        what: { type: 'arm', fault, at: { kind: 'request.sent' }, frequency: { how: 'always' } },
      });
      run.send({ type: 'run' });
      await run.ended();
      const requests = run.trace.filter(({ kind, actor }) => kind === 'request.sent' && actor === 'browser');
      const fired = run.trace.filter(({ kind }) => kind === 'fault.fired');
      expect(fired.length).toBeGreaterThan(0);
      expect(fired.length).toBeLessThanOrEqual(requests.length);
    } finally {
      await run.dispose();
    }
  });

  // The thief's request is passed on by a load balancer, which knows nothing of what it is a part of.
  it('that copies a request which somebody made in the middle of another comes to an end', async () => {
    const trace = await playThrough('stateful', {
      setup: { nodes: 2 },
      inject: [
        { fault: 'duplicate-request', values: { from: 'balancer' }, at: at('cookie.stored#1') },
        { fault: 'fixate', at: at('cookie.stored#1') },
      ],
    });
    const copied = trace.filter(({ kind, data }) => kind === 'network.disturbed' && 'as' in data);
    expect(copied).toHaveLength(1);
    expect(trace.at(-1)).toMatchObject({ kind: 'run.ended', data: { outcome: 'completed' } });
  });

  it.each([
    ['sqlite', 'evict-session'],
    ['sqlite', 'corrupt-record'],
    ['sqlite', 'store-write-fails'],
    ['redis', 'evict-session'],
    ['redis', 'corrupt-record'],
    ['redis', 'store-write-fails'],
  ] as const)('cannot write where the store takes no writes: %s, %s', async (store, fault) => {
    const run = new LabRun();
    const where = at('cookie.stored#1');
    try {
      const inject = [
        { fault: 'store-write-fails', at: where },
        { fault, at: where },
      ];
      await run.start('stateful', { setup: { store }, inject });
      await run.until(() => run.failures.length > 0);
      expect(run.failures).toMatchObject([{ code: 'fault-unavailable', fatal: false }]);
      expect(run.failures[0]?.message).toContain('The session store takes no writes now.');
    } finally {
      await run.dispose();
    }
  });

  it('lets a user log out in vain while the store takes no writes anyway', async () => {
    const trace = await playThrough('stateful', {
      setup: { store: 'sqlite' },
      inject: [
        { fault: 'store-destroy-fails', at: at('cookie.stored#1') },
        { fault: 'store-write-fails', at: at('cookie.stored#1') },
      ],
    });
    expect(outcomes(trace).slice(3)).toEqual([500, 200, 200, 403, 500, 200]);
  });
});

describe('a denylist that ends every token of a user', () => {
  it('refuses one that is issued in the same second, and says what to do about it', async () => {
    const trace = await playThrough('stateless', {
      setup: { tokens: 'denylist' },
      inject: [{ fault: 'change-password', values: { user: 'alice', logins: 'end' }, at: at('password.checked#2') }],
    });
    expect(outcomes(trace).slice(2, 4)).toEqual([200, 401]);
    const iat = trace.find((event) => event.kind === 'token.signed')?.data.claims['iat'];
    const lookUp = trace.find((event) => event.kind === 'store.answered' && event.data.op === 'get');
    const first = lookUp && verdictOf(lookUp);
    expect(first?.input?.name).toBe('Token id');
    expect(first?.checks).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        expected: `an iat above ${String(iat)} (2026-01-05T09:00:06.000Z)`,
        actual: `${String(iat)}, the very second`,
      }),
    ]);
    expect(first?.turn).toMatch(/^Log in one second later: /);
  });
});
