import { inTurn, percentile } from '../measure.mjs';
import { compare } from '../row.mjs';
import { BenchPages } from '../webview/pages.mjs';
import { longRuns } from '../webview/record.mjs';

const ROUNDS = 3;
const SIZES = [
  { messages: 10, steps: 10 },
  { messages: 100, steps: 10 },
  { messages: 1000, steps: 10 },
];
/** Two frames at 60 Hz. */
const SLOWEST = 33.3;
const LIMIT = { text: 'at most one frame of 16.7 ms', holds: (ours) => ours <= 16.7 };
const NAMES = ['panel', 'all again with mermaid'];

/** @type {import('../row.mjs').Row} */
export default {
  id: 'step-to-paint',
  title: 'A step to its message on screen, the wait for a frame at 60 Hz included',
  async measure({ product, programs, onRound }) {
    const longRun = await longRuns({ product, programs });
    const pages = new BenchPages({ product, programs });
    await pages.open();
    try {
      const comparisons = [];
      const checks = [];
      for (const { messages, steps } of SIZES) {
        const run = longRun(messages, steps);
        let longest = 0;
        const samples = await inTurn({
          rounds: ROUNDS,
          onRound,
          ours: async () => {
            const taken = await pages.steps('/panel', run);
            if (taken.longest > taken.atOpening) longest = Math.max(longest, taken.longest);
            return taken.steps;
          },
          beside: async () => (await pages.steps('/whole-diagram', run)).steps,
        });
        const title = `at ${messages} messages`;
        comparisons.push(compare({ title, unit: 'ms', names: NAMES, samples, limit: LIMIT }));
        const slow = percentile(samples.ours, 95);
        checks.push(
          {
            text: `${title}, 19 steps of 20 within two frames`,
            met: slow <= SLOWEST,
            found: `95 of 100 within ${slow.toFixed(1)} ms`,
          },
          {
            text: `${title}, no step holds the page up for 50 ms`,
            met: longest === 0,
            found: `a task of ${Math.round(longest)} ms`,
          },
        );
      }
      return { comparisons, checks };
    } finally {
      await pages.close();
    }
  },
};
