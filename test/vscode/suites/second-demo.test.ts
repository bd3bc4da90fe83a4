import * as assert from 'node:assert/strict';
import { authLab, phase, run, startHeld, stepToTheEnd } from './support';

describe('A second demo', () => {
  const scenario = (lab: Awaited<ReturnType<typeof authLab>>): unknown => {
    const [first] = lab.trace();
    return first?.kind === 'run.started' ? first.data.scenario : undefined;
  };

  it('asks before it replaces one that runs', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    // VS Code refuses to open a dialog while it is under test, and says so in the log: the question goes unanswered.
    await run('startStateless');
    assert.equal(scenario(lab), 'stateful');
    assert.equal(lab.state()?.phase, 'held');
  });

  it('leaves the first alone when the answer is no', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await run('startStateless', { replace: false });
    assert.equal(scenario(lab), 'stateful');
    assert.equal(lab.state()?.phase, 'held');
  });

  it('replaces the first when the answer is yes', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await startHeld(lab, 'startStateless');
    assert.equal(scenario(lab), 'stateless');
    assert.equal(lab.trace()[0]?.seq, 0);
  });

  it('asks nothing once the first is over', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await stepToTheEnd(lab);
    await run('startStateless', { hold: true });
    await phase(lab, 'held');
    assert.equal(scenario(lab), 'stateless');
  });
});
