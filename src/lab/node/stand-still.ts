import { existsSync } from 'node:fs';

/** How often a process that stands still looks whether it may go on. Real milliseconds. */
const LOOK_EVERY = 20;

/**
 * Blocks the event loop as an endless loop would: connections are taken by the system, and nobody serves them. Ends
 * when the file is gone, or when the lab is: a process that stood still for good would outlive it.
 */
export function standStill(file: string): void {
  const parent = process.ppid;
  const never = new Int32Array(new SharedArrayBuffer(4));
  while (existsSync(file) && process.ppid === parent) Atomics.wait(never, 0, 0, LOOK_EVERY);
}
