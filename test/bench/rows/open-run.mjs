import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { BenchPages } from '../webview/pages.mjs';
import { longRuns } from '../webview/record.mjs';

const ROUNDS = 5;
const MESSAGES = 1000;
const LIMIT = { text: 'at most 500 ms', holds: (ours) => ours <= 500 };

/** @type {import('../row.mjs').Row} */
export default {
  id: 'open-run',
  title: `Opening a run of ${MESSAGES} messages, from its events to its newest messages on screen`,
  async measure({ product, programs, onRound }) {
    const run = (await longRuns({ product, programs }))(MESSAGES, 1);
    const pages = new BenchPages({ product, programs });
    await pages.open();
    let longest = 0;
    const opened = async (path) => {
      const { opened: ms, atOpening } = await pages.visit(path, run, (page) =>
        page.evaluate(async () => ({ opened: await window.bench.ready(), atOpening: window.bench.longest() })),
      );
      if (path === '/panel') longest = Math.max(longest, atOpening);
      return ms;
    };
    try {
      const samples = await inTurn({
        rounds: ROUNDS,
        onRound,
        ours: () => opened('/panel'),
        beside: () => opened('/whole-diagram'),
      });
      const names = ['panel', 'mermaid, the whole'];
      return {
        comparisons: [compare({ title: 'to its newest message', unit: 'ms', names, samples, limit: LIMIT })],
        checks: [
          {
            text: 'no task of the main thread is longer than 50 ms',
            met: longest === 0,
            found: `${Math.round(longest)} ms`,
          },
        ],
      };
    } finally {
      await pages.close();
    }
  },
};
