import { fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { onAbandoned } from '../setup/abandoned.mjs';

/**
 * Ends this process in order when it is asked to, or when the npm that runs it is gone: runs the clean-up, then
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
  onAbandoned(() => stop('SIGHUP'));
}

/**
 * The same when the process that started us is gone. It must have given us a pipe as our input, as a program does that
 * starts another; then that pipe ends with it.
 */
export function stopWithInput() {
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGHUP'));
}
