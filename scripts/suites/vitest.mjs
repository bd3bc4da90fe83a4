import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { out, root } from '../setup/paths.mjs';
import { briefly, judged } from './counts.mjs';

/**
 * Runs one of vitest's projects.
 *
 * @param {import('./runner.mjs').Runner} runner
 * @param {string} project
 * @param {{ config?: string, env?: Record<string, string>, grep?: string }} [options] grep: only tests whose names hold it
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVitest(runner, project, { config = 'vitest.config.mjs', env, grep } = {}) {
  const report = join(out, 'tests', `${project}.json`);
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const code = await runner.shown(
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--config', config, '--project', project],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...(grep === undefined ? [] : ['--testNamePattern', grep]),
    ],
    env,
  );
  return judged(await countsIn(report), code);
}

/** @param {string} report */
async function countsIn(report) {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(text);
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    failures: testResults.flatMap((file) => failuresOf(file)),
  };
}

/** The tests of a file that failed; the file itself where it broke before any of them. */
function failuresOf({ name, status, message, assertionResults }) {
  const path = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [briefly(path, message)];
  return failed.map(({ fullName, failureMessages }) => briefly(`${path}: ${fullName}`, failureMessages.join('\n')));
}
