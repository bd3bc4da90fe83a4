import { describe, expect, test } from 'vitest';
import type { Intervention, PlacedIntervention, Setup, TraceEvent } from '../../src/model';
import { firstDifference, LabRun } from './lab-run';

/** What a learner does, and after how many steps. */
type Plan = readonly (readonly [steps: number, what: Intervention])[];

const PLANS: readonly (readonly [name: string, scenario: string, setup: Setup, plan: Plan])[] = [
  [
    'a kill and a restart',
    'stateful',
    {},
    [
      [9, { type: 'inject', fault: 'kill' }],
      [2, { type: 'inject', fault: 'restart' }],
    ],
  ],
  [
    'something of its own in the middle of a request',
    'stateful',
    { store: 'sqlite' },
    [
      [20, { type: 'inject', fault: 'rotate-id' }],
      [8, { type: 'advanceClock', ms: 60_000 }],
    ],
  ],
  [
    'a failure that waits, and one that lasts',
    'stateless',
    { tokens: 'refresh', nodes: 2 },
    [
      [3, { type: 'arm', fault: 'restart', at: { kind: 'token.verified' } }],
      [4, { type: 'inject', fault: 'latency' }],
      [9, { type: 'lift' }],
    ],
  ],
  [
    "the operator's hand in the store",
    'stateful',
    { nodes: 2, balancing: 'sticky' },
    [
      [24, { type: 'destroySessions' }],
      [6, { type: 'inject', fault: 'hang' }],
    ],
  ],
];

describe('a run that is played again', () => {
  test.for(PLANS)('tells the same with %s', { timeout: 60_000 }, async ([, scenario, setup, plan]) => {
    const first = await played(scenario, setup, plan);
    expect(first.interventions.length, 'what was done').toBe(plan.length);
    const last = Math.max(...first.interventions.map(({ after }) => after));
    const again = new LabRun();
    try {
      await again.start(scenario, { setup, hold: true, replay: first.interventions, holdAt: last + 5 });
      await again.until(() => again.state?.phase === 'held');
      expect(again.trace.length, 'where it holds').toBeGreaterThan(last + 5);
      expect(again.trace.length).toBeLessThan(first.trace.length);
      expect(firstDifference(first.trace.slice(0, again.trace.length), again.trace)).toBeNull();
      // Left alone, it goes on as the first one did.
      again.send({ type: 'pace', pace: 0 });
      again.send({ type: 'run' });
      await again.ended();
      expect(firstDifference(first.trace, again.trace)).toBeNull();
    } finally {
      await again.dispose();
    }
  });

  test('is another one from where the learner does something else', { timeout: 60_000 }, async () => {
    const first = await played('stateful', {}, []);
    const at = first.trace.findIndex(({ kind }) => kind === 'role.checked');
    const branch = new LabRun();
    try {
      await branch.start('stateful', { hold: true, replay: [], holdAt: at });
      await branch.until(() => branch.state?.phase === 'held');
      expect(branch.trace.at(-1)?.kind).toBe('role.checked');
      branch.send({ type: 'intervene', what: { type: 'inject', fault: 'empty-store' } });
      branch.send({ type: 'pace', pace: 0 });
      branch.send({ type: 'run' });
      await branch.ended();
      expect(firstDifference(first.trace, branch.trace)?.seq).toBe(at + 1);
    } finally {
      await branch.dispose();
    }
  });
});

async function played(
  scenario: string,
  setup: Setup,
  plan: Plan,
): Promise<{ readonly trace: TraceEvent[]; readonly interventions: PlacedIntervention[] }> {
  const run = new LabRun();
  try {
    await run.start(scenario, { setup, hold: true });
    await run.until(() => run.state?.phase === 'held');
    for (const [steps, what] of plan) {
      for (let step = 0; step < steps; step++) await run.step();
      const before = run.interventions.length;
      run.send({ type: 'intervene', what });
      await run.until(() => run.interventions.length > before || run.failures.length > 0);
      expect(run.failures).toEqual([]);
    }
    run.send({ type: 'pace', pace: 0 });
    run.send({ type: 'run' });
    await run.ended();
    return { trace: run.trace, interventions: run.interventions };
  } finally {
    await run.dispose();
  }
}
