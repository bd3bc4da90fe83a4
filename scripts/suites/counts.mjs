/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const each of all) for (const key of Object.keys(total)) total[key] += each[key];
  return total;
}

/** @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * What a suite came to, with what its own counts do not tell: a runner that broke, or one that ran nothing, has failed.
 *
 * @param {Counts | undefined} counts nothing when the runner left no report
 * @param {number} code the runner's exit code
 * @returns {Counts}
 */
export function judged(counts, code) {
  const seen = counts ?? { passed: 0, failed: 0, skipped: 0 };
  if (seen.failed > 0) return seen;
  if (code !== 0) {
    process.stdout.write(`The runner ended with code ${code}, and no test of it failed: that counts as one failure.\n`);
    return { ...seen, failed: 1 };
  }
  if (seen.passed === 0) {
    process.stdout.write('No test ran: that counts as one failure.\n');
    return { ...seen, failed: 1 };
  }
  return seen;
}
