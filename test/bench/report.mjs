import { cpus, loadavg } from 'node:os';

/**
 * @typedef {object} RowResult
 * @property {string} id
 * @property {string} title
 * @property {number} seconds how long the measuring took
 * @property {import('./row.mjs').Comparison[]} comparisons
 * @property {import('./row.mjs').Check[]} checks
 * @property {string} [error] why it could not be measured
 */

/** What the numbers depend on. */
export function machine() {
  const all = cpus();
  return {
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    processors: all.length,
    model: all[0]?.model.trim() ?? 'unknown',
  };
}

/** How many processes wanted to run, over the last minute. Above the number of processors, the numbers tell of others too. */
export function load() {
  return Number(loadavg()[0].toFixed(1));
}

/**
 * @param {{ machine: ReturnType<typeof machine>, load: { before: number, after: number }, rows: RowResult[] }} report
 * @returns {string} a table for people
 */
export function asText({ machine: on, load: busy, rows }) {
  const lines = [
    `${on.platform}, ${on.processors} × ${on.model}, Node ${on.node}; load ${busy.before} before, ${busy.after} after.`,
    'Medians (least–most, runs), and the ratio of the medians.',
  ];
  for (const { id, title, seconds, comparisons, checks, error } of rows) {
    lines.push('', `${id}: ${title} (measured in ${seconds.toFixed(0)} s)`);
    if (error !== undefined) lines.push(`  not measured: ${error}`);
    const table = comparisons.map(({ title: what, unit, ours, beside, ratio, limit }) => [
      what,
      `${ours.name} ${inWords(ours, unit)}`,
      `${beside.name} ${inWords(beside, unit)}`,
      `${figure(ratio)}×`,
      limit === undefined ? '' : `${limit.text}: ${met(limit.met)}`,
    ]);
    lines.push(...aligned(table).map((line) => `  ${line}`));
    lines.push(
      ...checks.map(
        (check) => `  ${check.text}: ${met(check.met)}${check.found === undefined ? '' : `, found ${check.found}`}`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** @param {import('./measure.mjs').Summary} summary @param {string} unit */
function inWords({ median, min, max, runs }, unit) {
  return `${figure(median)} ${unit} (${figure(min)}–${figure(max)}, ${runs})`;
}

/** Three significant digits are more than a second measuring would confirm. */
function figure(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function met(is) {
  return is ? 'met' : 'MISSED';
}

/** @param {string[][]} table */
function aligned(table) {
  const widths = table.reduce(
    (widest, cells) => cells.map((cell, index) => Math.max(cell.length, widest[index] ?? 0)),
    [],
  );
  return table.map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index]))
      .join('   ')
      .trimEnd(),
  );
}
