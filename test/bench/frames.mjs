import { percentile } from './measure.mjs';

/** Two frames at 60 Hz, in ms. */
const SLOWEST = 33.3;

/** What a step may take in the middle: one frame at 60 Hz. */
export const ONE_FRAME = { text: 'at most one frame of 16.7 ms', holds: (ours) => ours <= 16.7 };

/**
 * What every step has to keep to.
 *
 * @param {string} title
 * @param {number[]} samples milliseconds, one for each step
 * @param {number} longest task of the main thread meanwhile, in ms; 0 when none took 50 ms
 * @returns {import('./row.mjs').Check[]}
 */
export function frameChecks(title, samples, longest) {
  const slow = percentile(samples, 95);
  return [
    {
      text: `${title}, 19 steps of 20 within two frames`,
      met: slow <= SLOWEST,
      found: `95 of 100 within ${slow.toFixed(1)} ms`,
    },
    {
      text: `${title}, no step holds the page up for 50 ms`,
      met: longest === 0,
      found: `a task of ${Math.round(longest)} ms`,
    },
  ];
}
