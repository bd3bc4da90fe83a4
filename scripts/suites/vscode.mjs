import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { out } from '../setup/paths.mjs';
import { judged } from './counts.mjs';

const RUN_TESTS = fileURLToPath(new URL('../vscode/run-tests.mjs', import.meta.url));

/**
 * Runs the tests that live inside VS Code, in each of its rounds.
 *
 * @param {import('./runner.mjs').Runner} runner
 * @param {{ grep?: string }} [options]
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVSCode(runner, { grep } = {}) {
  const report = join(out, 'tests', 'vscode.json');
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const code = await runner.shown([RUN_TESTS, report], grep === undefined ? {} : { AUTH_LAB_TEST_GREP: grep });
  const text = await readFile(report, 'utf8').catch(() => 'null');
  return judged(JSON.parse(text) ?? undefined, code);
}
