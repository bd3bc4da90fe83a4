import { fstatSync } from 'node:fs';
import { constants } from 'node:os';

/**
 * Ends this process in order when it is asked to, or when the process that started it is gone: runs the clean-up, then
 * exits with 128 + signal, as a shell counts.
 *
 * @param {() => Promise<void>} cleanUp
 */
export function onStop(cleanUp) {
  let stopping = false;
  /** @param {NodeJS.Signals} signal */
  const stop = async (signal) => {
    if (stopping) return;
    stopping = true;
    await cleanUp().catch((error) => process.stderr.write(`${error.stack}\n`));
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop);
  // Our input is a pipe where a program started us; it ends with that program.
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().once('end', () => stop('SIGHUP')).unref?.();
}
