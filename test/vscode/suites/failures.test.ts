import * as assert from 'node:assert/strict';
import type { EventKind, Trace } from '../../../src/model';
import { authLab, phase, run, startHeld, step, stepToTheEnd, stepUntil, strike, until } from './support';

type Lab = Awaited<ReturnType<typeof authLab>>;

function statuses(trace: Trace): number[] {
  return trace.flatMap((event) => (event.kind === 'response.received' ? [event.data.status] : []));
}

function has(lab: Lab, kind: EventKind): boolean {
  return lab.trace().some((event) => event.kind === kind);
}

/** A demo that stands right after the login. */
async function loggedIn(lab: Lab): Promise<void> {
  await startHeld(lab, 'startStateful');
  await stepUntil(lab, 'cookie.stored');
}

describe('Failures', () => {
  it('strike with the values that were chosen', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    await run('injectFailure', { fault: 'clock-skew', values: { minutes: 40 } });
    await until(lab, () => lab.interventions().length === 1);
    const skewed = lab.trace().find((event) => event.kind === 'clock.skewed');
    assert.deepEqual(skewed?.data, { node: 'app', by: 40 * 60_000 });
    assert.deepEqual(lab.interventions().at(-1)?.what, {
      type: 'inject',
      fault: 'clock-skew',
      values: { minutes: 40 },
    });
  });

  it('wait for their moment, are listed, and strike then', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    await run('injectFailure', { fault: 'kill', at: { kind: 'store.asked' } });
    await until(lab, () => lab.state()?.armed.length === 1);
    assert.equal(lab.state()?.armed[0]?.state, 'armed');
    assert.equal(has(lab, 'node.exited'), false);
    await stepUntil(lab, 'node.exited');
    const at = lab.trace().findIndex(({ kind }) => kind === 'fault.fired');
    assert.equal(lab.trace()[at - 1]?.kind, 'store.asked');
    await until(lab, () => lab.state()?.armed.length === 0);
  });

  it('are all over after a reset', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    await run('injectFailure', { fault: 'latency', values: { delay: 5_000 } });
    await run('injectFailure', { fault: 'kill', at: { kind: 'act.started' } });
    await until(lab, () => lab.state()?.armed.length === 2);
    assert.deepEqual(
      lab.state()?.armed.map(({ state }) => state),
      ['lasting', 'armed'],
    );
    await run('resetAllFailures');
    await until(lab, () => lab.state()?.armed.length === 0);
    await stepToTheEnd(lab);
    assert.equal(has(lab, 'network.disturbed'), false);
    assert.equal(has(lab, 'node.exited'), false);
  });

  it('are lifted one by one', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    await run('injectFailure', { fault: 'kill', at: { kind: 'act.started' } });
    await run('injectFailure', { fault: 'latency' });
    await until(lab, () => lab.state()?.armed.length === 2);
    const [kill] = lab.state()?.armed ?? [];
    await run('liftFailure', { id: kill?.id });
    await until(lab, () => lab.state()?.armed.length === 1);
    assert.equal(lab.state()?.armed[0]?.fault, 'latency');
  });

  it('that make no sense are refused, by the palette and by the panel alike', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    const trace = lab.trace();
    await run('injectFailure', { fault: 'clock-skew', values: { minutes: 'many' } });
    await run('injectFailure', { fault: 'clock-skew', values: { hours: 3 } });
    await run('injectFailure', { fault: 'kill', at: { kind: 'no.such.kind' } });
    await run('injectFailure', { fault: 'kill', values: 7 });
    await run('injectFailure', { fault: 'kill', values: { node: 'app-5' } });
    await run('injectFailure', { fault: 7 });
    for (const what of [
      { type: 'inject', fault: 'volcano' },
      { type: 'inject', fault: 'kill', values: { node: 'app-9' } },
      { type: 'arm', fault: 'kill', at: { kind: 'store.asked', nth: 0 } },
      { type: 'lift', id: 99 },
      { type: 'advanceClock', ms: -5 },
      { type: 'advanceClock', ms: Number.MAX_VALUE },
      { type: 'sudo' },
    ]) {
      await lab.panel.receive({ type: 'intervene', what });
    }
    await step(lab);
    assert.deepEqual(lab.trace().slice(0, trace.length), trace);
    for (const kind of ['fault.fired', 'fault.armed', 'clock.advanced'] as const)
      assert.equal(has(lab, kind), false, kind);
    assert.equal(lab.failure(), null);
    assert.equal(lab.state()?.phase, 'held');
  });
});

describe('The clock', () => {
  it('moves ahead by a span, and every session past its end is over', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    const before = lab.state()?.clock ?? 0;
    await run('advanceClock', { by: '31m' });
    // The state comes behind the event that it is about.
    await until(lab, () => (lab.state()?.clock ?? 0) - before >= 31 * 60_000);
    assert.ok(has(lab, 'clock.advanced'));
    await stepToTheEnd(lab);
    assert.deepEqual(statuses(lab.trace()).slice(-5), [401, 401, 401, 204, 401]);
  });

  it('stays where it is for a span that makes no sense', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    for (const by of ['-5m', 'tomorrow', '9999999 days', '0s', -1, Number.NaN]) await run('advanceClock', { by });
    await step(lab);
    assert.equal(has(lab, 'clock.advanced'), false);
    assert.equal(lab.failure(), null);
  });
});

describe('A fork', () => {
  it('repeats the run exactly, with what was done before and without what was done there', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    await run('advanceClock', { by: '1m' });
    await until(lab, () => lab.interventions().length === 1);
    await step(lab);
    await step(lab);
    const at = lab.trace().length - 1;
    const shared = lab.trace();
    await strike(lab, { fault: 'kill' });
    assert.ok(has(lab, 'node.exited'));
    await stepToTheEnd(lab);
    const first = lab.trace();

    await run('runAgainToHere', { seq: at });
    await until(lab, () => lab.state()?.phase === 'held' && lab.trace().length >= shared.length);
    assert.deepEqual(lab.trace().slice(0, shared.length), shared);
    assert.equal(has(lab, 'node.exited'), false);
    assert.deepEqual(lab.branch()?.trace, first);
    assert.equal(lab.branch()?.at, at);

    // The other way: nothing goes wrong this time.
    await stepToTheEnd(lab);
    assert.equal(has(lab, 'node.exited'), false);
    assert.notDeepEqual(statuses(lab.trace()), statuses(first));
    await run('compareBranches');
    await lab.panel.whenReady();
  });

  it('of a message that is not there changes nothing', async () => {
    const lab = await authLab();
    await loggedIn(lab);
    const trace = lab.trace();
    for (const seq of [-1, 1e9, 0.5, 'here', null]) await lab.panel.receive({ type: 'fork', seq });
    assert.deepEqual(lab.trace(), trace);
    assert.equal(lab.branch(), null);
    assert.equal(lab.state()?.phase, 'held');
  });
});

describe('A deployment', () => {
  it('chosen in the panel starts the demo again with it', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await lab.panel.receive({
      type: 'start',
      scenario: 'stateful',
      setup: { store: 'sqlite', nodes: 3, balancing: 'round-robin' },
    });
    await until(lab, () => lab.state()?.nodes.length === 3);
    const [opening] = lab.trace();
    const actors = opening?.kind === 'run.started' ? opening.data.actors.map(({ id }) => id) : [];
    assert.deepEqual(actors, ['thief', 'browser', 'balancer', 'app', 'app-2', 'app-3', 'store']);
    // Restart keeps it.
    await run('restart');
    await until(lab, () => lab.state()?.nodes.length === 3);
  });

  it('that cannot be is refused', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    const trace = lab.trace();
    for (const setup of [{ nodes: 6 }, { nodes: 0 }, { store: 'cloud' }, { balancing: 'random' }]) {
      await lab.panel.receive({ type: 'start', scenario: 'stateful', setup });
    }
    assert.deepEqual(lab.trace(), trace);
    await run('stop');
    await phase(lab, 'ended');
  });
});
