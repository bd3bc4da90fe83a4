// Packages from Debian, where we may install them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Ubuntu's packages differ under the same names, so Debian itself it must be. */
export async function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}

/**
 * Installs one package: one attempt with the package lists as they are, one with fresh lists.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env] variables for the scripts of the package
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function installPackage(name, env = {}) {
  const install = () => run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', name], env);
  if (await install()) return true;
  await run('apt-get', ['-qq', 'update']);
  return install();
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it ended with 0
 */
export function run(command, args, env = {}) {
  const child = spawn(command, args, {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...env },
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
