import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { ensureNode } from './node.mjs';
import { npm } from './npm.mjs';
import { root, tools } from './paths.mjs';
import { progress } from './progress.mjs';

const STAMP = join(root, 'node_modules', '.auth-lab-lock-hash');

/**
 * The project's packages as the lock file says. Install scripts stay off: none of our packages needs one to work, and
 * a script of a package of a package is code nobody here has read.
 */
export async function ensureDependencies() {
  const node = await ensureNode();
  const lockFile = await readFile(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockFile).digest('hex');
  if (await isStamped(hash)) return;
  await withLock(join(tools, 'dependencies.lock'), async () => {
    if (await isStamped(hash)) return;
    if (!(await isInstalled(lockFile))) {
      await progress("Installing the project's packages", () =>
        npm(['ci', '--ignore-scripts'], { cwd: root, node, purpose: "install the project's packages" }),
      );
    }
    await writeFile(STAMP, hash);
  });
}

/** @param {string} hash */
async function isStamped(hash) {
  return (await readFile(STAMP, 'utf8').catch(() => '')) === hash;
}

/**
 * Whether somebody's own `npm ci` or `npm install` has already brought what the lock file names. npm writes its own
 * list last, so a list that agrees means an install that finished.
 *
 * @param {string} lockFile
 */
async function isInstalled(lockFile) {
  const hidden = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
  if (hidden === undefined) return false;
  const wanted = JSON.parse(lockFile).packages;
  const present = JSON.parse(hidden).packages;
  return (
    Object.keys(present).every((path) => wanted[path]?.version === present[path].version) &&
    Object.keys(wanted).every((path) => path === '' || path in present || wanted[path].optional === true)
  );
}
