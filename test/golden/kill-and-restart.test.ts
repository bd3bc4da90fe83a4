import { afterEach, describe, expect, it } from 'vitest';
import { at, LabRun, outcomes, playThrough } from './lab-run';

const runs: LabRun[] = [];
afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => run.dispose()));
});

describe('killing the server', () => {
  it('breaks the open exchange and leaves nobody to take the next one', async () => {
    const trace = await playThrough('stateful', { inject: [{ fault: 'kill', at: at('password.checked#2') }] });
    expect(outcomes(trace)).toEqual([401, 401, 'lost', 'refused', 'refused', 'refused', 'refused', 'refused']);
    const exited = trace.find(({ kind }) => kind === 'node.exited');
    expect(exited?.data).toEqual({ code: null, signal: 'SIGKILL', expected: true });
  });

  it('before the request has left, refuses the connection', async () => {
    const trace = await playThrough('stateless', { inject: [{ fault: 'kill', at: at('request.sent#1') }] });
    expect(outcomes(trace)[0]).toBe('refused');
  });

  it('after the head has left, loses the rest of the response', async () => {
    // express-session writes the head while the store is still being asked.
    const trace = await playThrough('stateful', { inject: [{ fault: 'kill', at: at('store.answered#3') }] });
    const lost = trace.find(({ kind }) => kind === 'response.lost');
    expect(lost?.data).toMatchObject({ gotHead: true });
  });
});

describe('restarting the server', () => {
  it('forgets sessions that were kept in its memory', async () => {
    const trace = await playThrough('stateful', { inject: [{ fault: 'restart', at: at('cookie.stored#1') }] });
    expect(outcomes(trace)).toEqual([401, 401, 200, 401, 401, 401, 204, 401]);
    expect(trace.filter(({ kind }) => kind === 'node.started').map(({ boot }) => boot)).toEqual([1, 2]);
  });

  it('forgets no token: the key is the same', async () => {
    const trace = await playThrough('stateless', { inject: [{ fault: 'restart', at: at('storage.written#1') }] });
    expect(outcomes(trace)).toEqual([401, 401, 200, 200, 200, 403, 200, 401]);
  });

  it('brings a killed server back', async () => {
    const trace = await playThrough('stateful', {
      inject: [
        { fault: 'kill', at: at('request.sent#1') },
        { fault: 'restart', at: at('request.failed#2') },
      ],
    });
    expect(outcomes(trace)).toEqual(['refused', 'refused', 200, 200, 200, 403, 204, 401]);
  });
});

describe('by hand, at a closed gate', () => {
  it('strikes there, and the run goes on from it', async () => {
    const run = await new LabRun().start('stateful', { hold: true });
    runs.push(run);
    await run.until(() => run.state?.phase === 'held');
    await run.step(); // the server is about to answer
    run.send({ type: 'intervene', what: { type: 'inject', fault: 'kill' } });
    await run.until(() => run.kinds().includes('response.lost') && run.state?.phase === 'held');
    expect(run.kinds().slice(-3)).toEqual(['fault.fired', 'node.exited', 'response.lost']);
    const whyNot = new Map(run.state?.faults.map(({ id, why }) => [id, why]));
    expect(whyNot.get('restart')).toBeNull();
    expect(whyNot.get('kill')).toEqual(expect.any(String));
  });

  it('says why a failure cannot happen, and goes on', async () => {
    const run = await new LabRun().start('stateful', { hold: true });
    runs.push(run);
    await run.until(() => run.state?.phase === 'held');
    run.send({ type: 'intervene', what: { type: 'inject', fault: 'kill' } });
    run.send({ type: 'intervene', what: { type: 'inject', fault: 'kill' } });
    await run.until(() => run.failures.length === 1);
    run.send({ type: 'intervene', what: { type: 'inject', fault: 'earthquake' } });
    await run.until(() => run.failures.length === 2);
    expect(run.failures.map(({ code, fatal, message }) => ({ code, fatal, message }))).toMatchObject([
      {
        code: 'fault-unavailable',
        fatal: false,
        message: '"Kill the server" cannot happen now: The server is already down.',
      },
      { code: 'unknown-fault', fatal: false },
    ]);
    await run.step();
  });
});
