/** A failure that a person can do something about: what happened, why, and what to do, in one or two sentences. */
export class Problem extends Error {
  name = 'Problem';
}

/**
 * Runs a script's main function. A {@link Problem} ends it with its sentence and exit code 1; anything else is a bug
 * and keeps its stack.
 *
 * @param {() => Promise<number | void>} main resolves with the exit code; nothing means 0
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Problem ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
