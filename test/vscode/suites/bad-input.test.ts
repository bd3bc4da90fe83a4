import * as assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authLab, phase, run, startHeld, step } from './support';

describe('Bad input', () => {
  it('a message of the panel that has the wrong shape changes nothing', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    const [trace, state] = [lab.trace(), lab.state()];
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const message of [
      null,
      'step',
      7,
      {},
      { type: 'sudo' },
      { type: 'pace', pace: 'fast' },
      { type: 'inject' },
      [],
      circle,
    ]) {
      await lab.panel.receive(message);
    }
    assert.deepEqual([lab.trace(), lab.state()], [trace, state]);
    await step(lab);
    assert.ok(lab.trace().length > trace.length);
  });

  it('an unknown scenario starts nothing', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    const trace = lab.trace();
    await lab.panel.receive({ type: 'start', scenario: 'no-such-scenario' });
    assert.deepEqual(lab.trace(), trace);
    assert.equal(lab.state()?.phase, 'held');
  });

  it('an unknown failure is refused and the run goes on', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await run('injectFailure', { fault: 'no-such-failure' });
    await step(lab);
    assert.equal(lab.failure(), null);
  });

  describe('a lab that dies', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'auth-lab-broken-'));
    });
    after(async () => {
      delete process.env['AUTH_LAB_LAB_PATH'];
      await rm(folder, { recursive: true });
    });

    for (const [when, code] of [
      ['at its start', 'process.exit(3);'],
      [
        'when the run begins',
        "process.send({ type: 'ready' }); process.on('message', () => process.kill(process.pid, 'SIGKILL'));",
      ],
    ] as const) {
      it(`${when} fails the run with one reason`, async () => {
        const lab = await authLab();
        const path = join(folder, `${when.replaceAll(' ', '-')}.cjs`);
        await writeFile(path, code);
        process.env['AUTH_LAB_LAB_PATH'] = path;
        await run('startStateful', { replace: true });
        await phase(lab, 'failed');
        assert.equal(lab.failure()?.code, 'lab-died');
        delete process.env['AUTH_LAB_LAB_PATH'];
      });
    }

    it('is forgotten by the next start', async () => {
      const lab = await authLab();
      await startHeld(lab, 'startStateful');
      assert.equal(lab.failure(), null);
    });
  });
});
