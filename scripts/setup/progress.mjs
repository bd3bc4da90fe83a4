/**
 * Does one slow thing and says so on one line: "Installing Node 24.21.0 … 3.1 s".
 * The line goes to standard error, so that a script's output stays clean.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function progress(label, action) {
  const started = performance.now();
  process.stderr.write(`${label} … `);
  try {
    const result = await action();
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
}
