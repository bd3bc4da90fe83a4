/**
 * @typedef {object} Summary
 * @property {number} runs
 * @property {number} median
 * @property {number} min
 * @property {number} max
 */

/**
 * Runs both sides in turn, the other one first every second time, so that a busy moment of the machine or whatever
 * the first warms up for the second falls on both alike.
 *
 * @param {object} options
 * @param {number} options.rounds
 * @param {() => Promise<number | number[]>} options.ours gives one sample or several
 * @param {() => Promise<number | number[]>} options.beside
 * @param {() => void} options.onRound called before each round
 * @returns {Promise<{ ours: number[], beside: number[] }>} all samples
 */
export async function inTurn({ rounds, ours, beside, onRound }) {
  const samples = { ours: [], beside: [] };
  const runOurs = async () => void samples.ours.push(...[await ours()].flat());
  const runBeside = async () => void samples.beside.push(...[await beside()].flat());
  for (let round = 0; round < rounds; round += 1) {
    onRound();
    for (const run of round % 2 === 0 ? [runOurs, runBeside] : [runBeside, runOurs]) await run();
  }
  return samples;
}

/**
 * @param {number[]} samples at least one
 * @returns {Summary}
 */
export function summarize(samples) {
  if (samples.length === 0) throw new RangeError('There is nothing to summarize.');
  return { runs: samples.length, median: medianOf(samples), min: Math.min(...samples), max: Math.max(...samples) };
}

/** @param {number[]} samples */
export function medianOf(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {number[]} samples
 * @param {number} percent so many of a hundred samples are at most this large
 */
export function percentile(samples, percent) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil((percent / 100) * sorted.length), sorted.length) - 1];
}
