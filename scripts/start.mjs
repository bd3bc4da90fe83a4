// npm start: sets up, builds, and opens VS Code with the stateful demo running; stays until it is closed or Ctrl+C.
// npm start -- --check: does it headless until the first arrow is painted, and says in one line of JSON how long it took.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './setup/build.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { onProjectNode } from './setup/node.mjs';
import { out, root } from './setup/paths.mjs';
import { Problem, runMain } from './setup/problem.mjs';
import { ensureVSCodeServer } from './setup/vscode-server.mjs';

const STARTER = fileURLToPath(new URL('vscode/starter', import.meta.url));
const SCREENSHOT = join(out, 'start.png');
const LIMIT_MS = 60_000;

// Installing Node is part of the set-up, and happens before this script runs on it.
process.env.AUTH_LAB_STARTED_AT ??= String(Date.now());

await runMain(async () => {
  await onProjectNode(import.meta.url);
  const extra = process.argv.slice(2).filter((argument) => argument !== '--check');
  if (extra.length > 0) throw new Problem(`"${extra[0]}" is not an option of npm start; there is --check.`);
  await (process.argv.includes('--check') ? check() : open());
});

async function open() {
  await ensureDependencies();
  await ensureBuild();
  const { findDesktop } = await import('./vscode/desktop.mjs');
  const { Session } = await import('./vscode/session.mjs');
  const { onStop } = await import('./vscode/stop.mjs');
  const desktop = await findDesktop();
  if (desktop === undefined) await ensureVSCodeServer();
  const session = new Session();
  onStop(() => session.close());
  try {
    await (desktop === undefined ? openServer(session) : openDesktop(session, desktop));
  } finally {
    await session.close();
  }
}

/** Until the person closes the window. A profile of its own keeps it apart from the person's VS Code. */
async function openDesktop(session, executable) {
  const { writeSettings } = await import('./vscode/settings.mjs');
  const userDataDirectory = join(session.directory, 'user-data');
  await writeSettings(userDataDirectory);
  const child = session.spawn(
    executable,
    [
      `--extensionDevelopmentPath=${root}`,
      `--extensionDevelopmentPath=${STARTER}`,
      `--user-data-dir=${userDataDirectory}`,
      `--extensions-dir=${join(session.directory, 'extensions')}`,
      '--disable-workspace-trust',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  process.stdout.write('VS Code is open with the stateful demo. Close its window, or press Ctrl+C here, to stop.\n');
  const [code] = await once(child, 'exit');
  if (code)
    throw new Problem(
      `VS Code (${executable}) ended with code ${code}. With AUTH_LAB_VSCODE=server its server is used instead.`,
    );
}

/** Until Ctrl+C. */
async function openServer(session) {
  const { serve } = await import('./vscode/serve.mjs');
  const { url, ended } = await serve(session, 'start', { extensionPath: root, installed: [STARTER] });
  process.stdout.write(`VS Code with the stateful demo: ${url}\nPress Ctrl+C to stop.\n`);
  openInBrowser(url);
  await ended;
  throw new Problem(`The VS Code server ended by itself. What it said is in ${join(out, 'logs', 'start.log')}.`);
}

/** @param {string} url */
function openInBrowser(url) {
  const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '""', url.replaceAll('&', '^&')] }[
    process.platform
  ] ?? ['xdg-open', url];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(command, args, { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}

async function check() {
  const milliseconds = {};
  let last = Number(process.env.AUTH_LAB_STARTED_AT);
  const started = last;
  const lap = (phase) => {
    const now = Date.now();
    milliseconds[phase] = now - last;
    last = now;
  };
  await ensureDependencies();
  await ensureVSCodeServer();
  await ensureChromium();
  lap('setup');
  await ensureBuild();
  lap('build');

  const { launchWorkbench } = await import('./vscode/workbench.mjs');
  const { onStop } = await import('./vscode/stop.mjs');
  const launching = launchWorkbench({ extensionPath: root, installed: [STARTER], onPhase: lap });
  onStop(async () => (await launching).close());
  const workbench = await launching;
  try {
    await workbench.page.locator('iframe.webview').first().waitFor({ state: 'attached', timeout: LIMIT_MS });
    lap('command');
    const frame = await workbench.webviewFrame('[data-testid="message"]', { timeout: LIMIT_MS });
    await painted(frame);
    lap('firstArrow');
  } finally {
    await workbench.screenshot(SCREENSHOT).catch(() => undefined);
    process.stderr.write(`Screenshot: ${SCREENSHOT}\n`);
    await workbench.close();
  }
  process.stdout.write(`${JSON.stringify({ ...milliseconds, total: Date.now() - started })}\n`);
}

/** Two frames on: what was in the document has been on the screen. @param {import('playwright-core').Frame} frame */
function painted(frame) {
  return frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
