import { join } from 'node:path';
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium with a profile inside the session's folder. It ends by itself when this process does, because
 * it is steered through a pipe.
 *
 * @param {object} options
 * @param {import('./session.mjs').Session} options.session
 * @param {string} options.executablePath
 * @param {{ width: number, height: number }} [options.viewport]
 */
export async function launchBrowser({ session, executablePath, viewport = { width: 1440, height: 900 } }) {
  const context = await chromium.launchPersistentContext(join(session.directory, 'browser'), {
    executablePath,
    args: ARGUMENTS,
    env: session.env,
    viewport,
    // The scripts answer signals themselves, and close in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  session.beforeClose(() => context.close());
  return context;
}
