import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root, tools } from '../setup/paths.mjs';
import { Problem } from '../setup/problem.mjs';
import { progress } from '../setup/progress.mjs';

const DOWNLOAD_LIMIT_MS = 5000;

/**
 * The executable of a desktop VS Code that can run here: the one named in `VSCODE_PATH`, the one that `code` starts,
 * or one downloaded into `.tools`. Nothing where there is no display, and nothing when `AUTH_LAB_VSCODE` is "server".
 *
 * @returns {Promise<string | undefined>}
 */
export async function findDesktop() {
  if (process.env.AUTH_LAB_VSCODE === 'server') return undefined;
  const named = process.env.VSCODE_PATH;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Problem(`VSCODE_PATH names "${named}", where nothing is. Correct it, or leave it out.`);
  }
  if (!hasDisplay()) return undefined;
  return onPath() ?? (await download().catch(() => undefined));
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The `code` on the PATH is a script below the application's folder; the tests need the application itself. */
function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const script = ['code', 'code.cmd'].map((name) => join(folder, name)).find(existsSync);
    if (script === undefined) continue;
    const application = dirname(dirname(realpathSync(script)));
    const executables = [
      join(application, 'code'),
      join(application, 'Code.exe'),
      join(application, '..', '..', 'MacOS', 'Electron'),
      join(application, '..', '..', 'MacOS', 'Code'),
    ];
    const executable = executables.find(existsSync);
    if (executable !== undefined && isNewEnough(application)) return executable;
  }
  return undefined;
}

/** @param {string} application */
function isNewEnough(application) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.vscode.replace('^', '');
  const file = [join(application, 'resources', 'app', 'package.json'), join(application, 'package.json')].find(
    existsSync,
  );
  if (file === undefined) return false;
  const parts = (version) => version.split('.').map((part) => Number.parseInt(part, 10));
  const [[major, minor], [wantedMajor, wantedMinor]] = [
    parts(JSON.parse(readFileSync(file, 'utf8')).version),
    parts(wanted),
  ];
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

async function download() {
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  return progress('Looking for a VS Code to download', () =>
    downloadAndUnzipVSCode({
      cachePath: join(tools, 'vscode-desktop'),
      reporter: new SilentReporter(),
      timeout: DOWNLOAD_LIMIT_MS,
    }),
  );
}
