import { afterEach, describe, expect, it } from 'vitest';
import { firstDifference, LabRun, outcomes, playThrough } from './lab-run';

let run: LabRun;
afterEach(() => run.dispose());

const held = (): boolean => run.state?.phase === 'held';
const OVER = { type: 'runTo', target: { type: 'event', kind: 'request.sent', nth: 1 }, hurry: true } as const;
/** A pace at which nothing would ever happen in a test. */
const NEVER = 3_600_000;

describe('a breakpoint', () => {
  it('holds the run at the gate of each event of its kind', async () => {
    run = await new LabRun().start('stateful', { breakpoints: [{ kind: 'store.answered' }] });
    const answers = (await playThrough('stateful')).filter(({ kind }) => kind === 'store.answered').length;
    let stops = 0;
    for (;;) {
      await run.until(() => held() || run.state?.phase === 'ended');
      if (!held()) break;
      stops += 1;
      expect(run.trace.at(-1)?.kind).toBe('store.answered');
      expect(run.state?.heldBy).toEqual({ kind: 'store.answered' });
      const before = run.trace.length;
      run.send({ type: 'run' });
      await run.until(() => run.trace.length > before);
    }
    expect(stops).toBe(answers);
  });

  it('holds at one message alone: the n-th of its kind', async () => {
    run = await new LabRun().start('stateless', { breakpoints: [{ kind: 'token.verified', nth: 2 }] });
    await run.until(held);
    expect(run.kinds().filter((kind) => kind === 'token.verified')).toHaveLength(2);
    run.send({ type: 'run' });
    await run.ended();
  });

  it('holds the process itself: what is behind the gate has not happened', async () => {
    run = await new LabRun().start('stateful', { breakpoints: [{ kind: 'password.checked' }] });
    await run.until(held);
    run.send({ type: 'intervene', what: { type: 'inject', fault: 'kill' } });
    await run.until(() => run.kinds().includes('node.exited'));
    run.send({ type: 'run' });
    await run.ended();
    const rest = run.trace.slice(run.kinds().indexOf('password.checked'));
    const act = rest.slice(
      0,
      rest.findIndex(({ kind }) => kind === 'act.started'),
    );
    expect(act.map(({ kind }) => kind)).not.toContain('cookie.stored');
    expect(outcomes(act)).toEqual(['lost']);
  });

  it('holds where a failure strikes, which has no gate of its own', async () => {
    run = await new LabRun().start('stateful', {
      breakpoints: [{ kind: 'fault.fired' }],
      inject: [{ fault: 'kill', at: { kind: 'store.asked', nth: 1 } }],
    });
    await run.until(held);
    expect(run.kinds()).toContain('fault.fired');
    expect(run.state?.heldBy).toEqual({ kind: 'fault.fired' });
  });

  it('can be set and taken away while the run goes on, and changes nothing of what happens', async () => {
    run = await new LabRun().start('stateful', { hold: true });
    await run.until(held);
    run.send({ type: 'breakpoints', breakpoints: [{ kind: 'cookie.stored' }] });
    run.send({ type: 'run' });
    await run.until(() => held() && run.trace.at(-1)?.kind === 'cookie.stored');
    run.send({ type: 'breakpoints', breakpoints: [] });
    run.send({ type: 'run' });
    await run.ended();
    expect(firstDifference(run.trace, await playThrough('stateful'))).toBeNull();
  });

  it('does not hold while a run is led to a place', async () => {
    run = await new LabRun().start('stateful', {
      breakpoints: [{ kind: 'store.asked' }],
      runTo: { type: 'event', kind: 'cookie.stored', nth: 1 },
    });
    await run.until(held);
    expect(run.trace.at(-1)?.kind).toBe('cookie.stored');
    expect(run.state?.heldBy).toBeUndefined();
  });
});

describe('stepping over', () => {
  it('goes on to the next request, at no pace', async () => {
    run = await new LabRun().start('stateful', { hold: true, pace: NEVER });
    await run.until(held);
    const sent = (): number => run.kinds().filter((kind) => kind === 'request.sent').length;
    for (let count = 2; count <= 5; count += 1) {
      run.send(OVER);
      await run.until(() => held() && sent() === count);
      expect(run.trace.at(-1)?.kind).toBe('request.sent');
    }
    expect(run.state?.pace).toBe(NEVER);
  });

  it.each(['stateful', 'stateless'])('goes on to the next event of a kind by an actor in %s', async (scenario) => {
    run = await new LabRun().start(scenario, { hold: true, pace: NEVER });
    await run.until(held);
    const answers = (): number => run.kinds().filter((kind) => kind === 'response.started').length;
    for (let count = 1; count <= 3; count += 1) {
      run.send({
        type: 'runTo',
        target: { type: 'event', kind: 'response.started', nth: 1, actor: 'app' },
        hurry: true,
      });
      await run.until(() => held() && answers() === count);
      expect(run.trace.at(-1)?.kind).toBe('response.started');
    }
  });

  it('holds at a breakpoint on the way, and runs to the end when no request comes', async () => {
    run = await new LabRun().start('stateful', { hold: true, breakpoints: [{ kind: 'response.started' }] });
    await run.until(held);
    run.send(OVER);
    await run.until(() => held() && run.trace.at(-1)?.kind === 'response.started');
    run.send({ type: 'breakpoints', breakpoints: [] });
    for (;;) {
      const before = run.trace.length;
      run.send(OVER);
      await run.until(() => run.trace.length > before && run.state?.phase !== 'running');
      if (!held()) break;
    }
    expect(run.trace.at(-1)?.kind).toBe('run.ended');
  });
});
