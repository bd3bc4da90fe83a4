import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 100;

/**
 * Runs an action while no other process runs one under the same lock file. The file names the process that holds it;
 * the lock of a process that is gone counts for nothing.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(file, action) {
  await mkdir(dirname(file), { recursive: true });
  let told = false;
  while (!(await take(file))) {
    const holder = await holderOf(file);
    if (holder !== undefined && !isAlive(holder)) {
      await discard(file, holder);
      continue;
    }
    if (!told && holder !== undefined) process.stderr.write(`Waiting for process ${holder}, which is setting up.\n`);
    told ||= holder !== undefined;
    await delay(PAUSE_MS);
  }
  try {
    return await action();
  } finally {
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead process's lock by renaming it first: of two that try, one finds nothing to rename, and neither can
 * remove a lock taken in between without noticing.
 *
 * @param {string} file
 * @param {number} holder
 */
async function discard(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await holderOf(aside)) === holder) await rm(aside, { force: true });
  else await rename(aside, file);
}

/** @param {string} file @returns {Promise<number | undefined>} nothing while the lock is being written or is gone */
async function holderOf(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
