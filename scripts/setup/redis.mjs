import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackage, isDebianRoot, run } from './debian.mjs';
import { withLock } from './lock.mjs';
import { tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { progress } from './progress.mjs';

/** The package would start a server on a port as soon as it is installed, and at every boot. Nobody asked for that. */
const WITHOUT_SERVICE = { SYSTEMD_OFFLINE: '1', RUNLEVEL: '1' };

/**
 * A redis-server that the lab can start for itself: the machine's own, or Debian's package where we may install it.
 *
 * @returns {Promise<string>} the executable's path
 */
export async function ensureRedis() {
  const present = findRedis();
  if (present !== undefined) return present;
  if (await isDebianRoot()) {
    const installed = await withLock(join(tools, 'redis-apt.lock'), async () => {
      if (findRedis() === undefined)
        await progress('Installing Redis from Debian', installFromDebian).catch(() => undefined);
      return findRedis();
    });
    if (installed !== undefined) return installed;
  }
  throw new Problem(
    'No redis-server was found on the PATH. Install Redis 6 or later ("apt-get install redis-server", "brew install redis"), then run the same command again.',
  );
}

function findRedis() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installFromDebian() {
  if (!(await installPackage('redis-server', WITHOUT_SERVICE))) throw new Error('apt-get failed');
  await run('systemctl', ['disable', 'redis-server']);
}
