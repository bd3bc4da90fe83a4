import * as assert from 'node:assert/strict';
import type { Subscribe } from '../../../src/vscode/signal';
import { authLab, phase, run } from './support';

/** Waits for something that a desk tells. */
async function until<T>(event: Subscribe<T>, holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    if (holds()) return resolve();
    const listening = event(() => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    });
  });
}

describe('The truth table', () => {
  it('measures as soon as it is opened, until it is canceled', async () => {
    const { measurement, view } = await (await authLab()).truth();
    await run('showTruthTable');
    assert.ok(view.isOpen);
    await until(measurement.onTell, () => measurement.progress.done >= 3);
    assert.equal(measurement.progress.phase, 'measuring');
    view.receive({ type: 'cancel' });
    await measurement.quiet;
    assert.equal(measurement.progress.phase, 'canceled');
    assert.ok(measurement.progress.done >= 3);
  });

  it('opens the run of a cell, held before its first step', async () => {
    const lab = await authLab();
    const { view } = await lab.truth();
    await run('startStateful', { replace: true, hold: true });
    await run('stop');
    await phase(lab, 'ended');
    view.receive({ type: 'run', row: 'app-restarted', column: 'sqlite' });
    await phase(lab, 'held');
    const [started] = lab.trace();
    assert.equal(started?.kind === 'run.started' && started.data.scenario, 'truth-app-restarted');
  });

  it('takes a message of the wrong shape, and a cell that there is not, for nothing', async () => {
    const lab = await authLab();
    const { view, measurement } = await lab.truth();
    const before = [lab.trace(), measurement.progress];
    for (const message of [null, 'run', {}, { type: 'run' }, { type: 'run', row: 'x', column: 'y' }])
      view.receive(message);
    assert.deepEqual([lab.trace(), measurement.progress], before);
  });
});

describe('The charts', () => {
  it('are measured as soon as they are opened, until that is canceled', async function () {
    this.timeout(120_000);
    const charts = await (await authLab()).charts();
    await run('showCharts');
    assert.ok(charts.view.isOpen);
    await until(charts.onDidChange, () => charts.state.charts.length > 0);
    assert.equal(charts.state.phase, 'measuring');
    const [size] = charts.state.charts;
    assert.equal(size?.id, 'size');
    assert.match(size?.finding ?? '', /one more, and Node answers 431/);
    charts.view.receive({ type: 'cancel' });
    await charts.quiet;
    assert.equal(charts.state.phase, 'canceled');
    assert.deepEqual(charts.state.failures, []);
  });
});
