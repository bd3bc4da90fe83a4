import { frameChecks, ONE_FRAME } from '../frames.mjs';
import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { BenchPages } from '../webview/pages.mjs';
import { longRuns } from '../webview/record.mjs';

const ROUNDS = 3;
const SIZES = [
  { messages: 10, steps: 10 },
  { messages: 100, steps: 10 },
  { messages: 1000, steps: 10 },
];
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
        comparisons.push(compare({ title, unit: 'ms', names: NAMES, samples, limit: ONE_FRAME }));
        checks.push(...frameChecks(title, samples.ours, longest));
      }
      return { comparisons, checks };
    } finally {
      await pages.close();
    }
  },
};
