import { compare } from '../row.mjs';
import { BenchPages } from '../webview/pages.mjs';
import { longRuns } from '../webview/record.mjs';

const MESSAGES = 300;
const WARM = 1_000;
const STEPS = 10_000;
/** What a garbage collector may leave lying about. */
const LIMIT = { text: 'within a tenth', holds: (ours, beside) => ours <= beside * 1.1 };

/** @type {import('../row.mjs').Row} */
export default {
  id: 'many-steps',
  title: `Memory of the panel after ${STEPS} steps beside that after ${WARM}`,
  async measure({ product, programs, onRound }) {
    const run = (await longRuns({ product, programs }))(MESSAGES, 1);
    const pages = new BenchPages({ product, programs });
    await pages.open();
    try {
      const { few, many } = await pages.visit('/panel', run, async (page) => {
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable');
        /** Bytes of JavaScript and nodes of the document, once nothing is left to be collected. */
        const held = async () => {
          await session.send('HeapProfiler.collectGarbage');
          const { metrics } = await session.send('Performance.getMetrics');
          const of = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
          return { heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes') };
        };
        await page.evaluate(() => window.bench.ready());
        await page.evaluate((steps) => window.bench.wander(steps), WARM);
        const before = await held();
        for (let done = WARM; done < STEPS; done += WARM) {
          onRound();
          await page.evaluate((steps) => window.bench.wander(steps), WARM);
        }
        return { few: before, many: await held() };
      });
      const names = [`after ${STEPS} steps`, `after ${WARM}`];
      const row = (title, unit, of) =>
        compare({ title, unit, names, samples: { ours: [of(many)], beside: [of(few)] }, limit: LIMIT });
      return { comparisons: [row('heap', 'MB', ({ heap }) => heap), row('nodes', '', ({ nodes }) => nodes)] };
    } finally {
      await pages.close();
    }
  },
};
