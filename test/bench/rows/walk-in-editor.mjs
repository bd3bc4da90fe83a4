import { percentile } from '../measure.mjs';
import { compare } from '../row.mjs';
import { walk, withImportedRun } from '../vscode/walk.mjs';
import { longRuns } from '../webview/record.mjs';

const STEPS = 10;
const SIZES = [10, 100, 1000];
/** Two frames at 60 Hz. */
const SLOWEST = 33.3;
const LIMIT = { text: 'at most one frame of 16.7 ms', holds: (ours) => ours <= 16.7 };
const NAMES = ['step', 'one word changed'];

/** @type {import('../row.mjs').Row} */
export default {
  id: 'walk-in-editor',
  title: 'A step back or forward in a real VS Code, to its paint, the wait for a frame at 60 Hz included',
  async measure({ product, programs, onRound }) {
    const longRun = await longRuns({ product, programs });
    const comparisons = [];
    const checks = [];
    for (const messages of SIZES) {
      onRound();
      const { before, steps } = longRun(messages, STEPS);
      const trace = [...before, ...steps.flatMap(({ events }) => events)];
      const taken = await withImportedRun({ product, trace }, (panel) => panel.evaluate(walk, STEPS));
      const title = `at ${messages} messages`;
      const samples = { ours: taken.steps, beside: taken.bare };
      comparisons.push(compare({ title, unit: 'ms', names: NAMES, samples, limit: LIMIT }));
      const slow = percentile(taken.steps, 95);
      checks.push(
        {
          text: `${title}, 19 steps of 20 within two frames`,
          met: slow <= SLOWEST,
          found: `95 of 100 within ${slow.toFixed(1)} ms`,
        },
        {
          text: `${title}, no step holds the page up for 50 ms`,
          met: taken.longest <= 50,
          found: `a task of ${Math.round(taken.longest)} ms`,
        },
      );
    }
    return { comparisons, checks };
  },
};
