import { readFile } from 'node:fs/promises';
import type { TruthCell } from '../../src/content/truth/measure';
import type { TruthTable } from '../../src/model/truth-protocol';
import { cardOf, Measurement } from '../../src/vscode/truth/measurement';

/** The whole table as `npm run -s lab -- truth --format json` once measured it. */
export async function recordedTruth(): Promise<TruthTable> {
  const text = await readFile(new URL('traces/truth.json', import.meta.url), 'utf8');
  const cells = (JSON.parse(text) as TruthCell[]).map(cardOf);
  const empty = emptyTruth();
  const { total } = empty.progress;
  return { ...empty, cells, progress: { phase: 'done', done: total, total, atOnce: 2, took: 41_300 } };
}

/** The table before anything was measured. */
export function emptyTruth(): TruthTable {
  const measurement = new Measurement({
    play: () => Promise.reject(new Error('Nothing is played here.')),
    atOnce: 2,
    now: () => 0,
  });
  return measurement.table;
}
