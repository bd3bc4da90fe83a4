import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ensureNode } from '../setup/node.mjs';
import { ensureVSCodeServer } from '../setup/vscode-server.mjs';
import { newLogFile } from './log.mjs';
import { installExtension, startServer } from './server.mjs';
import { writeSettings } from './settings.mjs';

/**
 * @typedef {object} ServeOptions
 * @property {string} [extensionPath] the folder of an extension to run from its source
 * @property {string} [vsix] a packaged extension to install first, as a person would
 * @property {string[]} [installed] folders of extensions that are to be there as if installed
 * @property {string} [folder] the folder to open; none by default
 * @property {Record<string, unknown>} [settings] the user's
 * @property {boolean} [trust] true by default: every folder counts as trusted; false: VS Code asks, as it does by default
 * @property {Record<string, string>} [env] what the extension host finds in its environment besides
 */

/**
 * Starts VS Code's server with a profile inside the session's folder.
 *
 * @param {import('./session.mjs').Session} session
 * @param {string} logName
 * @param {ServeOptions} options
 * @returns {Promise<{ url: string, ended: Promise<unknown> }>} the workbench's address
 */
export async function serve(session, logName, options) {
  const userDataDirectory = join(session.directory, 'user-data');
  const extensionsDirectory = join(session.directory, 'extensions');
  const where = {
    session,
    node: await ensureNode(),
    serverDirectory: await ensureVSCodeServer(),
    userDataDirectory,
    extensionsDirectory,
    logFile: newLogFile(logName),
  };
  await writeSettings(userDataDirectory, options.settings);
  // A folder that is there at the server's first start counts as installed.
  for (const path of options.installed ?? []) {
    await cp(path, join(extensionsDirectory, basename(path)), { recursive: true });
  }
  if (options.vsix !== undefined) await installExtension({ ...where, vsix: options.vsix });
  const server = await startServer({ ...where, trust: options.trust, env: options.env });
  return {
    url: server.url({ folder: options.folder, extensionPath: options.extensionPath }),
    ended: new Promise((resolve) => server.child.once('exit', resolve)),
  };
}
