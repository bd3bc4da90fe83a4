/** Of an error, in the list at the end. */
const SHOWN_LINES = 8;

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} [failures] what failed and why, each on lines of its own
 */

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const of = (key) => all.reduce((total, counts) => total + counts[key], 0);
  return {
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    failures: all.flatMap(({ failures = [] }) => failures),
  };
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
  const broken = (why) => {
    process.stdout.write(`${why}\n`);
    return { ...seen, failed: 1, failures: [why, ...(seen.failures ?? [])] };
  };
  if (code !== 0)
    return broken(`The runner ended with code ${code}, and no test of it failed: that counts as one failure.`);
  if (seen.passed === 0) return broken('No test ran: that counts as one failure.');
  return seen;
}

/** A failure by its name and the first lines of its error, without the way through other people's code. */
export function briefly(name, error) {
  const lines = error.split('\n').filter((line) => line.trim() !== '' && !line.includes('node_modules'));
  return [name, ...lines.slice(0, SHOWN_LINES).map((line) => `  ${line}`)].join('\n');
}
