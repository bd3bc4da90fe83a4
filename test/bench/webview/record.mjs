import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * Plays the stateful scenario now, and makes long runs of what was recorded.
 *
 * @param {{ product: string, programs: string }} folders
 * @returns {Promise<(messages: number, steps: number) => import('./long-run').LongRun>}
 */
export async function longRuns({ product, programs }) {
  const { longRun } = await import(pathToFileURL(join(programs, 'webview', 'long-run.mjs')).href);
  const args = [join(product, 'dist', 'cli.js'), 'run', 'stateful', '--seed', 'bench', '--format', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 16_000_000 });
  const recorded = JSON.parse(stdout);
  return (messages, steps) => longRun(recorded, messages, steps);
}
