// npm test: sets up, builds, and runs every suite; npm test -- unit golden: only these; --grep WORD: only tests so named.
// The last line counts everything: "N passed, N failed, N skipped".
import { parseArgs } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { onProjectNode } from './setup/node.mjs';
import { Problem, runMain } from './setup/problem.mjs';
import { ensureRedis } from './setup/redis.mjs';
import { ensureVSCodeServer } from './setup/vscode-server.mjs';
import { runChecks } from './suites/checks.mjs';
import { inWords, sum } from './suites/counts.mjs';
import { runner } from './suites/runner.mjs';
import { runVitest } from './suites/vitest.mjs';
import { runVSCode } from './suites/vscode.mjs';
import { Session } from './vscode/session.mjs';
import { onStop } from './vscode/stop.mjs';

/** In order: what is quick to tell comes first. */
const SUITES = {
  check: { run: runChecks },
  unit: { run: (run, options) => runVitest(run, 'unit', options) },
  golden: { needs: [ensureRedis], run: (run, options) => runVitest(run, 'golden', options) },
  browser: {
    needs: [ensureChromium],
    run: async (run, options) =>
      runVitest(run, 'browser', { ...options, env: { AUTH_LAB_CHROMIUM: await ensureChromium() } }),
  },
  vscode: { needs: [ensureVSCodeServer, ensureChromium], run: runVSCode },
  workbench: {
    needs: [ensureVSCodeServer, ensureChromium],
    run: (run, options) => runVitest(run, 'workbench', { ...options, config: 'test/vscode/vitest.config.mjs' }),
  },
};

await runMain(async () => {
  await onProjectNode(import.meta.url);
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
  const unknown = positionals.find((name) => !Object.hasOwn(SUITES, name));
  if (unknown !== undefined)
    throw new Problem(`There is no suite "${unknown}"; there are: ${Object.keys(SUITES).join(', ')}.`);
  const chosen = positionals.length > 0 ? positionals : Object.keys(SUITES);

  try {
    await ensureBuild();
    for (const ensure of new Set(chosen.flatMap((name) => SUITES[name].needs ?? []))) await ensure();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stdout.write(`${error.message}\n\n${inWords({ passed: 0, failed: 1, skipped: 0 })}\n`);
    return 1;
  }
  const session = new Session();
  onStop(() => session.close());
  try {
    const results = [];
    for (const name of chosen) {
      process.stdout.write(`\n── ${name}\n`);
      const started = performance.now();
      const counts = await SUITES[name].run(runner(session), values);
      results.push([name, counts, (performance.now() - started) / 1000]);
      process.stdout.write(`${name}: ${inWords(counts)}\n`);
    }
    const total = sum(results.map(([, counts]) => counts));
    // Here once more: where only the end of an output is kept, it has to say what failed.
    for (const failure of total.failures) process.stdout.write(`\n✗ ${failure}\n`);
    process.stdout.write('\n');
    for (const [name, counts, seconds] of results) {
      process.stdout.write(`${name.padEnd(10)} ${inWords(counts)} (${seconds.toFixed(1)} s)\n`);
    }
    process.stdout.write(`\n${inWords(total)}\n`);
    return total.failed === 0 ? 0 : 1;
  } finally {
    await session.close();
  }
});
