import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frameChecks, ONE_FRAME } from '../frames.mjs';
import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { openFreshWorkbench } from '../vscode/open.mjs';
import { Stopwatch } from '../vscode/stopwatch.mjs';
import { longRuns } from '../webview/record.mjs';

const ROUNDS = 3;
const SIZES = [10, 100, 1000];
/** Steps back, and then forward again. */
const STEPS = 8;
/** Steps of a demo that runs: fewer than it has, and those are more than are folded or scrolled. */
const LIVE_STEPS = 12;
const PANEL = '.scrubber .position';

/** @type {import('../row.mjs').Row} */
export default {
  id: 'walk-in-editor',
  title: 'A step through a run in VS Code, from the key to the paint, the wait for a frame included',
  async measure({ session, product, programs, onRound }) {
    const longRun = await longRuns({ product, programs });
    const stopwatch = new Stopwatch();
    const workbench = await openFreshWorkbench({ product, env: await stopwatch.listen(session) });
    try {
      const host = await stopwatch.nextHost();
      const comparisons = [];
      const checks = [];
      for (const messages of SIZES) {
        const file = join(session.directory, `${messages}.json`);
        await writeFile(file, JSON.stringify(longRun(messages, 0).before));
        await host.importRun(file);
        const frame = await workbench.webviewFrame(PANEL);
        await frame.waitForFunction(
          ([place, wanted]) => Number(document.querySelector(place)?.textContent.split('/')[1]) >= wanted,
          [PANEL, messages - 1],
        );
        await frame.evaluate(install, PANEL);
        const back = [];
        const samples = await inTurn({
          rounds: ROUNDS,
          onRound,
          ours: async () => {
            const walked = await frame.evaluate((steps) => window.walk(steps), Math.min(STEPS, messages - 2));
            back.push(...walked.back);
            return walked.forward;
          },
          beside: () => frame.evaluate((steps) => window.nothing(steps), STEPS),
        });
        const longest = await frame.evaluate(() => window.longest());
        const title = `at ${messages} messages`;
        const row = (way, ours) =>
          compare({
            title: `${way} ${title}`,
            unit: 'ms',
            names: ['step', 'a paint of nothing'],
            samples: { ours, beside: samples.beside },
            limit: ONE_FRAME,
          });
        comparisons.push(row('forward', samples.ours), row('back', back));
        checks.push(...frameChecks(title, [...samples.ours, ...back], longest));
      }
      const live = await walkLive({ workbench, host, onRound });
      comparisons.push(...live.comparisons);
      checks.push(...live.checks);
      return { comparisons, checks };
    } finally {
      await workbench.close();
    }
  },
};

/** Steps that a real lab takes: what it needs itself and what the panel needs to show it. */
async function walkLive({ workbench, host, onRound }) {
  const shown = { ours: [], beside: [] };
  const whole = { ours: [], beside: [] };
  let longest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    onRound();
    await host.startHeldDemo();
    const frame = await workbench.webviewFrame(PANEL);
    await frame.waitForFunction(
      (place) =>
        document.querySelector('[data-phase="held"]') !== null &&
        Number(document.querySelector(place).textContent.split('/')[1]) < 4,
      PANEL,
    );
    await frame.evaluate(install, PANEL);
    const beside = await frame.evaluate((steps) => window.nothing(steps), STEPS);
    shown.beside.push(...beside);
    whole.beside.push(...beside);
    const steps = await frame.evaluate((count) => window.live(count), LIVE_STEPS);
    for (const { told, pressed } of steps) {
      shown.ours.push(told);
      whole.ours.push(pressed);
    }
    longest = Math.max(longest, await frame.evaluate(() => window.longest()));
  }
  const title = 'a step of a live demo';
  const names = ['step', 'a paint of nothing'];
  return {
    comparisons: [
      compare({ title: `${title}, once the panel is told`, unit: 'ms', names, samples: shown, limit: ONE_FRAME }),
      compare({ title: `${title}, from the key`, unit: 'ms', names, samples: whole }),
    ],
    checks: frameChecks(title, shown.ours, longest),
  };
}

/** Runs in the panel's own page. */
function install(place) {
  let longest = 0;
  const take = (entries) => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const observer = new window.PerformanceObserver((list) => take(list.getEntries()));
  const where = () => document.querySelector(place).textContent;
  const isDrawn = () => document.querySelector('.segment[data-bare]') === null;
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        // A task that was queued while a frame was made runs when that frame has been painted.
        const { port1, port2 } = new window.MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  /** To look in every frame would make frames of its own, and what is measured would wait for the end of one. */
  const moved = (before) =>
    new Promise((resolve) => {
      const observer = new window.MutationObserver(() => {
        if (where() === before) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.querySelector(place), { subtree: true, childList: true, characterData: true });
    });
  /** As a person would press the key again: at no particular moment of a frame. */
  const aMoment = () => new Promise((resolve) => setTimeout(resolve, 250 + Math.random() * 100));
  let told = 0;
  window.addEventListener('message', ({ data }) => {
    if (data.type === 'appended') told = performance.now();
  });
  /** @returns milliseconds until the step was painted: since the key, and since the host has told of something new */
  const press = async (key) => {
    const before = where();
    const hasMoved = moved(before);
    const started = performance.now();
    document.body.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await hasMoved;
    const toldAt = told;
    do await painted();
    while (!isDrawn());
    const now = performance.now();
    await aMoment();
    return { pressed: now - started, told: now - toldAt };
  };
  const timed = async (key, steps) => {
    const samples = [];
    for (let step = 0; step < steps; step += 1) samples.push((await press(key)).pressed);
    return samples;
  };
  const observed = async (act) => {
    for (let times = 0; times < 4; times += 1) await aMoment();
    observer.observe({ type: 'longtask' });
    const result = await act();
    take(observer.takeRecords());
    observer.disconnect();
    return result;
  };
  window.walk = (steps) =>
    observed(async () => ({ back: await timed('ArrowLeft', steps), forward: await timed('ArrowRight', steps) }));
  window.live = (steps) =>
    observed(async () => {
      const taken = [];
      for (let step = 0; step < steps; step += 1) taken.push(await press('ArrowRight'));
      return taken;
    });
  window.nothing = async (steps) => {
    const samples = [];
    for (let step = 0; step < steps; step += 1) {
      const started = performance.now();
      await painted();
      samples.push(performance.now() - started);
      await aMoment();
    }
    return samples;
  };
  window.longest = () => longest;
}
