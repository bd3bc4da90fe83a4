import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { URLSearchParams } from 'node:url';
import { Problem } from '../setup/problem.mjs';

const START_LIMIT_MS = 30_000;

/**
 * @typedef {object} ServerOptions
 * @property {import('./session.mjs').Session} session
 * @property {string} node the executable that runs the server
 * @property {string} serverDirectory VS Code's server, as set-up brought it
 * @property {string} [userDataDirectory]
 * @property {string} [extensionsDirectory]
 * @property {boolean} [trust] whether every folder counts as trusted; otherwise VS Code asks, as it does by default
 * @property {Record<string, string>} [env] what the extension host shall find in its environment besides
 * @property {string} [logFile] gets everything that the server says
 */

/**
 * Starts VS Code's server on a free port of the loopback interface. Only who knows the token in its address gets in:
 * a workbench is a terminal, and the loopback interface is open to every page in the person's browser.
 *
 * @param {ServerOptions} options
 */
export async function startServer(options) {
  const { session, logFile } = options;
  const token = randomBytes(16).toString('hex');
  const child = session.spawn(
    options.node,
    [
      ...programAndFolders(options),
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--enable-smoke-test-driver'],
      ...(options.trust === false ? [] : ['--disable-workspace-trust']),
    ],
    { env: { ...session.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const onText = (text) => {
    said += text;
    if (logFile !== undefined) appendFileSync(logFile, text);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onText);

  const port = await new Promise((resolve, reject) => {
    const failed = (why) => reject(new Problem(`The VS Code server did not start: ${why}.\n${said.trim()}`));
    const timer = setTimeout(failed, START_LIMIT_MS, `it said nothing of a port within ${START_LIMIT_MS / 1000} s`);
    child.once('error', (error) => failed(error.message));
    child.once('exit', (code, signal) => failed(`it ended with ${signal ?? `code ${code}`}`));
    child.stdout.on('data', () => {
      const found = /Extension host agent listening on (\d+)/.exec(said);
      if (found === null) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    });
  });

  return {
    child,
    /** All that the server has said so far. */
    get output() {
      return said;
    },
    /**
     * The address that opens a workbench.
     *
     * @param {{ folder?: string, extensionPath?: string, testsPath?: string }} [workbench]
     */
    url({ folder, extensionPath, testsPath } = {}) {
      const remote = (path) => `vscode-remote://127.0.0.1:${port}${asUriPath(path)}`;
      const payload = [];
      if (extensionPath !== undefined) payload.push(['extensionDevelopmentPath', remote(extensionPath)]);
      if (testsPath !== undefined) payload.push(['extensionTestsPath', remote(testsPath)]);
      const query = new URLSearchParams({ tkn: token });
      if (folder === undefined) query.set('ew', 'true');
      else query.set('folder', asUriPath(folder));
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://127.0.0.1:${port}/?${query}`;
    },
  };
}

/**
 * Installs an extension file, as a person would.
 *
 * @param {Omit<ServerOptions, 'trust' | 'env'> & { vsix: string }} options
 */
export async function installExtension(options) {
  const child = options.session.spawn(
    options.node,
    [...programAndFolders(options), '--install-extension', options.vsix, '--force'],
    {
      env: options.session.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  if (options.logFile !== undefined) appendFileSync(options.logFile, said);
  if (code === 0) return;
  const reason = said.split('\n').findLast((line) => line.startsWith('Error: ')) ?? `it ended with code ${code}`;
  throw new Problem(`VS Code could not install ${options.vsix}: ${reason.replace('Error: ', '')}.`);
}

/** @param {Omit<ServerOptions, 'trust' | 'env'>} options */
function programAndFolders({ session, serverDirectory, userDataDirectory, extensionsDirectory }) {
  // VS Code puts on a theme found below the extension under development, and the server lies below this repository:
  // reached by another path, its own themes do not count as ours.
  const builtin = join(session.directory, 'builtin');
  if (!existsSync(builtin)) symlinkSync(join(serverDirectory, 'extensions'), builtin, 'junction');
  return [
    join(serverDirectory, 'out', 'server-main.js'),
    ...['--server-data-dir', join(session.directory, 'server')],
    ...['--user-data-dir', userDataDirectory ?? join(session.directory, 'user-data')],
    ...['--extensions-dir', extensionsDirectory ?? join(session.directory, 'extensions')],
    ...['--builtin-extensions-dir', builtin],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
  ];
}

/** @param {string} path */
function asUriPath(path) {
  return process.platform === 'win32' ? `/${path.replaceAll('\\', '/')}` : path;
}
