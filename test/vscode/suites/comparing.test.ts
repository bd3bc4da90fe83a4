import * as assert from 'node:assert/strict';
import type { TraceEvent } from '../../../src/model';
import { authLab, run, startHeld, stepUntil, until } from './support';

describe('Two runs side by side', () => {
  it('are the same acts against sessions and against tokens, with what was measured beside them', async function () {
    // Ten more runs, each with a lab and a server of its own.
    this.timeout(120_000);
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    const compared = run('compareFlows', { replace: true });
    await until(lab, () => lab.branch()?.pair !== undefined);
    const scenarios = [lab.branch()?.trace ?? [], lab.trace()].map(([first]) =>
      first?.kind === 'run.started' ? first.data.scenario : null,
    );
    assert.deepEqual(scenarios, ['stateful', 'stateless']);
    assert.equal(lab.state()?.phase, 'ended');
    await compared;
    const pair = lab.branch()?.pair;
    assert.equal(pair?.measuring, false);
    assert.deepEqual([pair?.first, pair?.second], ['Stateful · Memory', 'Stateless · Plain, HS256']);
    const restarted = pair?.measured?.incidents.find(({ title }) => title === 'The server is restarted');
    assert.deepEqual([restarted?.first, restarted?.second], ['out', 'in']);
    assert.ok((pair?.measured?.authorize.first ?? 0) > 0);
    assert.ok((pair?.measured?.authorize.second ?? 0) > 0);
  });

  it('stop being measured when another run begins', async function () {
    this.timeout(120_000);
    const lab = await authLab();
    const compared = run('compareFlows', { replace: true });
    await until(lab, () => lab.branch()?.pair?.measuring === true);
    await startHeld(lab, 'startStateful');
    await compared;
    assert.equal(lab.branch(), null);
  });

  it('are any two of this window', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateless');
    await stepUntil(lab, 'storage.written');
    const first = lab.trace();
    await startHeld(lab, 'startStateful');
    await stepUntil(lab, 'cookie.stored');
    const second = lab.trace();
    await run('compareRuns', { first: 1, second: 0, replace: true });
    assert.deepEqual(lab.branch()?.trace, first);
    assert.deepEqual(lab.trace(), second);
    assert.equal(lab.branch()?.pair?.second, 'Stateful · Memory');
    assert.equal(lab.state()?.phase, 'ended');
  });

  it('are one attack on a server that falls for it and on one that does not', async function () {
    this.timeout(120_000);
    const lab = await authLab();
    await run('attackInLab', { attack: 'jku-to-oneself', replace: true });
    await until(lab, () => lab.branch()?.pair !== undefined);
    assert.deepEqual(
      [lab.branch()?.pair?.first, lab.branch()?.pair?.second],
      ['Stateless · Naive (vulnerable), RS256', 'Stateless · Plain, RS256'],
    );
    const answers = (trace: readonly TraceEvent[]): number[] => {
      const forged = trace.findIndex(({ kind }) => kind === 'token.forged');
      return trace
        .slice(forged)
        .flatMap((event) => (event.kind === 'response.received' && event.actor === 'thief' ? [event.data.status] : []))
        .slice(0, 2);
    };
    assert.deepEqual(answers(lab.branch()?.trace ?? []), [200, 200]);
    assert.deepEqual(answers(lab.trace()), [401, 401]);
  });
});
