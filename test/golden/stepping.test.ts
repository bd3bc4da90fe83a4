import { afterEach, describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../../src/model';
import { at, firstDifference, LabRun, outcomes, playThrough } from './lab-run';

let run: LabRun;
afterEach(() => run.dispose());

const held = (): boolean => run.state?.phase === 'held';

describe.each(['stateful', 'stateless'])('stepping through %s', (scenario) => {
  it('changes nothing of what happens', async () => {
    run = await new LabRun().start(scenario, { hold: true });
    await run.until(held);
    while (run.state?.phase !== 'ended') await run.step();
    expect(firstDifference(run.trace, await playThrough(scenario))).toBeNull();
  });

  it('stops exactly once at every event that is not quiet', async () => {
    run = await new LabRun().start(scenario, { hold: true });
    await run.until(held);
    const stops: number[] = [];
    while (run.state?.phase === 'held') {
      stops.push(run.trace.length - 1);
      await run.step();
    }
    const loud = run.trace.filter(({ kind }) => !EVENT_KINDS[kind].quiet && kind !== 'node.started');
    expect(stops).toEqual(loud.map(({ seq }) => seq));
  });
});

describe('steering', () => {
  it('holds at the first message, with the clock standing', async () => {
    run = await new LabRun().start('stateful', { hold: true });
    await run.until(held);
    expect(run.trace.at(-1)?.kind).toBe('request.sent');
    expect(run.state?.clock).toBe(run.trace.at(-1)?.at);
  });

  it('runs on from a gate and pauses at the next one', async () => {
    run = await new LabRun().start('stateful', { hold: true });
    await run.until(held);
    run.send({ type: 'pace', pace: 3_600_000 });
    run.send({ type: 'run' });
    await run.until(() => run.state?.phase === 'running' && run.trace.at(-1)?.kind === 'response.started');
    run.send({ type: 'pause' });
    await run.until(held);
    expect(run.trace.at(-1)?.kind).toBe('response.started');
    run.send({ type: 'pace', pace: 0 });
    run.send({ type: 'run' });
    await run.ended();
    expect(outcomes(run.trace)).toHaveLength(8);
  });

  it('counts steps that come faster than events', async () => {
    run = await new LabRun().start('stateful', { hold: true });
    await run.until(held);
    for (let presses = 0; presses < 3; presses++) run.send({ type: 'step' });
    await run.until(() => held() && run.trace.filter(({ kind }) => !EVENT_KINDS[kind].quiet).length >= 5);
    expect(run.trace.filter(({ kind }) => !EVENT_KINDS[kind].quiet)).toHaveLength(5);
  });

  it.each(['step', 'run'] as const)(
    'lets a failure be over before a %s opens the gate that it strikes at',
    async (type) => {
      run = await new LabRun().start('stateful', { hold: true });
      await run.until(held);
      while (!run.kinds().includes('cookie.stored')) await run.step();
      run.send({ type: 'intervene', what: { type: 'inject', fault: 'restart' } });
      run.send({ type });
      await run.until(() => run.state?.phase === 'running');
      expect(run.interventions).toHaveLength(1);
      expect(run.kinds().lastIndexOf('node.started')).toBeGreaterThan(run.kinds().indexOf('cookie.stored'));
    },
  );

  it('ends where it was told to', async () => {
    run = await new LabRun().start('stateful', { until: at('cookie.stored#1') });
    await run.ended();
    expect(run.kinds().slice(-2)).toEqual(['cookie.stored', 'run.ended']);
  });

  it('deletes sessions by hand while a gate is closed, and the server finds out', async () => {
    run = await new LabRun().start('stateful', { hold: true, seed: 'hand' });
    await run.until(held);
    while (!run.kinds().includes('cookie.stored')) await run.step();
    run.send({ type: 'intervene', what: { type: 'destroySessions' } });
    await run.until(() => run.trace.at(-1)?.kind === 'store.answered');
    expect(run.trace.slice(-2).map(({ actor, kind }) => `${actor} ${kind}`)).toEqual([
      'lab store.asked',
      'store store.answered',
    ]);
    expect(run.state?.phase).toBe('held');
    run.send({ type: 'run' });
    await run.ended();
    expect(outcomes(run.trace)).toEqual([401, 401, 200, 401, 401, 401, 204, 401]);
  });
});
