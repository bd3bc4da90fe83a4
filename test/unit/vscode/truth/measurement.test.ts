import { describe, expect, it } from 'vitest';
import type { Played } from '../../../../src/process/play-through';
import { Measurement } from '../../../../src/vscode/truth/measurement';
import { truthMarkdown } from '../../../../src/vscode/truth/truth-markdown';
import { recorded } from '../../projections/recorded';

/** A measurement whose runs end when the test says so. */
function bench(atOnce = 2) {
  const waiting: { run: string; end: (played: Played) => void; fail: (error: Error) => void }[] = [];
  let now = 0;
  const measurement = new Measurement({
    atOnce,
    now: () => now,
    play: (scenario, setup, canceled) =>
      new Promise((resolve, reject) => {
        const run = `${scenario} ${setup.store ?? setup.tokens ?? ''}`;
        waiting.push({ run, end: resolve, fail: reject });
        canceled.addEventListener('abort', () => reject(new Error('Canceled.')));
      }),
  });
  return { measurement, waiting, pass: (ms: number) => (now += ms) };
}

const PLAYED: Played = { trace: recorded('stateful'), notes: [] };

/** Lets everything that is asked for be played at once, until nothing more is. */
async function playAll({ measurement, waiting }: ReturnType<typeof bench>, played: Played = PLAYED): Promise<number> {
  const done = measurement.resume();
  let count = 0;
  while (measurement.isMeasuring) {
    const next = waiting.shift();
    if (next) {
      count += 1;
      next.end(played);
    }
    await Promise.resolve();
  }
  await done;
  return count;
}

describe('measuring the truth table', () => {
  it('knows what cannot happen without measuring anything', () => {
    const { measurement } = bench();
    const { cells, progress } = measurement.table;
    expect(new Set(cells.map(({ kind }) => kind))).toEqual(new Set(['none']));
    expect(progress).toMatchObject({ phase: 'canceled', done: 0, took: null });
    expect(progress.total).toBeGreaterThan(100);
  });

  it('plays one run for each cell that can happen, so many at once, and says how long it took', async () => {
    const table = bench();
    const done = table.measurement.resume();
    expect(table.waiting).toHaveLength(2);
    table.pass(1_000);
    expect(await Promise.all([playAll(table), done]).then(([count]) => count)).toBe(table.measurement.progress.total);
    expect(table.measurement.progress).toMatchObject({ phase: 'done', took: 1_000 });
    expect(table.measurement.table.cells.filter(({ kind }) => kind === 'failed')).toEqual([]);
  });

  it('keeps what is known when it is canceled, and goes on with the rest', async () => {
    const table = bench(1);
    const done = table.measurement.resume();
    table.waiting.shift()?.end(PLAYED);
    // A microtask or two later the first cell is known and the second is being played.
    while (table.waiting.length === 0) await Promise.resolve();
    await table.measurement.cancel();
    await done;
    expect(table.measurement.progress).toMatchObject({ phase: 'canceled', done: 1, took: null });
    const known = table.waiting.length;
    table.waiting.length = 0;
    expect(known).toBe(1);
    expect(await playAll(table)).toBe(table.measurement.progress.total - 1);
    expect(table.measurement.progress.phase).toBe('done');
  });

  it('lets one cell fail without any other, and says why in the cell', async () => {
    const table = bench(1);
    const done = table.measurement.resume();
    table.waiting.shift()?.fail(new Error('There is no redis-server here.'));
    await Promise.all([playAll(table), done]);
    const failed = table.measurement.table.cells.filter(({ kind }) => kind === 'failed');
    expect(failed).toMatchObject([{ why: 'There is no redis-server here.' }]);
  });

  it('forgets everything when it is to measure again', async () => {
    const table = bench();
    await playAll(table);
    const told: string[] = [];
    table.measurement.onTell((message) => told.push(message.type));
    const again = table.measurement.again();
    while (!table.measurement.isMeasuring) await Promise.resolve();
    expect(table.measurement.progress.done).toBe(0);
    expect(told).toContain('snapshot');
    await table.measurement.cancel();
    await again;
  });

  it('is a Markdown table in which hostile text is text', async () => {
    const table = bench();
    await playAll(table, { trace: [], notes: ['<b>|`'] });
    const markdown = truthMarkdown(table.measurement.table);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(table.measurement.table.rows.length + 2);
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
    expect(markdown).not.toContain('<b>');
  });
});
