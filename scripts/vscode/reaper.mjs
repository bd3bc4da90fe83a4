// Cleans up after a session, however that ends. It reads what to clean, one JSON line each, from the session's process
// ({"group": pid} or {"directory": path}), and does it when that stream ends: at a close, and at a crash or SIGKILL too.
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 1000;
const PAUSE_MS = 20;

// A Ctrl+C is for the session: it ends, and with it our input.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const groups = [];
const directories = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { group, directory } = JSON.parse(line);
  if (group !== undefined) groups.push(group);
  if (directory !== undefined) directories.push(directory);
}

await Promise.all(groups.map(end));
for (const directory of directories)
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });

/** @param {number} group */
async function end(group) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(group), '/T', '/F']);
    return;
  }
  const deadline = performance.now() + PATIENCE_MS;
  signalGroup(group, 'SIGTERM');
  while (signalGroup(group, 0) && performance.now() < deadline) await delay(PAUSE_MS);
  signalGroup(group, 'SIGKILL');
}

/** @param {number} group @param {NodeJS.Signals | 0} signal @returns {boolean} whether anybody was there */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
