import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import { ensureVSCodeServer } from '../../scripts/setup/vscode-server.mjs';
import { Problem } from '../../scripts/setup/problem.mjs';
import { Session } from '../../scripts/vscode/session.mjs';
import { onStop } from '../../scripts/vscode/stop.mjs';
import { prepare } from './prepare.mjs';
import { asText, load, machine } from './report.mjs';
import { rows as allRows } from './rows/index.mjs';

/**
 * Measures rows one after the other. Numbers go to standard output, progress to standard error.
 *
 * @param {{ chosen: string[], json: boolean, strict: boolean }} options `chosen`: ids of rows, all of them when empty
 * @returns {Promise<number>} exit code: 1 when a row could not be measured, or when strict and a limit is missed
 */
export async function bench({ chosen, json, strict }) {
  const rows = allRows.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  await ensureVSCodeServer();
  await ensureChromium();
  const folders = await prepare();
  const session = new Session();
  onStop(() => session.close());
  const before = load();
  const results = [];
  try {
    for (const row of rows) results.push(await measure(row, { session, ...folders }));
  } finally {
    await session.close();
  }
  const report = { machine: machine(), load: { before, after: load() }, rows: results };
  process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : asText(report));
  const failed = results.some(({ error }) => error !== undefined);
  const missed = results
    .flatMap(({ comparisons, checks }) => [...comparisons.map(({ limit }) => limit), ...checks])
    .some((limit) => limit?.met === false);
  return failed || (strict && missed) ? 1 : 0;
}

/**
 * @param {string[]} words
 * @returns {string | undefined} a sentence about the first one that is no row's id
 */
export function unknownRow(words) {
  const unknown = words.find((word) => !allRows.some(({ id }) => id === word));
  if (unknown === undefined) return undefined;
  return `There is no row "${unknown}"; there are: ${allRows.map(({ id }) => id).join(', ')}.`;
}

/**
 * @param {import('./row.mjs').Row} row
 * @param {Omit<import('./row.mjs').RowTools, 'onRound'>} tools
 * @returns {Promise<import('./report.mjs').RowResult>}
 */
async function measure({ id, title, measure: run }, tools) {
  const started = performance.now();
  process.stderr.write(`Measuring ${id} `);
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const { comparisons, checks = [] } = await run({ ...tools, onRound: () => process.stderr.write('.') });
    process.stderr.write(` ${seconds().toFixed(1)} s\n`);
    return { id, title, seconds: seconds(), comparisons, checks };
  } catch (error) {
    process.stderr.write(` failed\n${error instanceof Problem ? error.message : error.stack}\n`);
    return { id, title, seconds: seconds(), comparisons: [], checks: [], error: error.message.split('\n')[0] };
  }
}
