import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { BenchPages } from '../webview/pages.mjs';

const ROUNDS = 3;
const SIZES = [
  { messages: 10, steps: 5 },
  { messages: 100, steps: 5 },
  { messages: 1000, steps: 2 },
];

/** @type {import('../row.mjs').Row} */
export default {
  id: 'step-to-paint',
  title: 'A step to its message on screen, the wait for a frame at 60 Hz included',
  async measure({ product, programs, onRound }) {
    const { longRun } = await import(pathToFileURL(join(programs, 'webview', 'long-run.mjs')).href);
    const recorded = await record(join(product, 'dist', 'cli.js'));
    const pages = new BenchPages({ product, programs });
    await pages.open();
    try {
      const comparisons = [];
      for (const { messages, steps } of SIZES) {
        const run = longRun(recorded, messages, steps);
        const samples = await inTurn({
          rounds: ROUNDS,
          onRound,
          ours: () => pages.steps('/panel', run),
          beside: () => pages.steps('/whole-diagram', run),
        });
        comparisons.push(
          compare({
            title: `at ${messages} messages`,
            unit: 'ms',
            names: ['panel', 'all again with mermaid'],
            samples,
          }),
        );
      }
      return { comparisons };
    } finally {
      await pages.close();
    }
  },
};

/**
 * A run of the stateful scenario, now.
 *
 * @param {string} commandLine
 */
async function record(commandLine) {
  const args = [commandLine, 'run', 'stateful', '--seed', 'bench', '--format', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 16_000_000 });
  return JSON.parse(stdout);
}
