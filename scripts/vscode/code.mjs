#!/usr/bin/env node
// Stands in for desktop VS Code's executable where there is none: takes its arguments, and runs the tests in VS Code's
// server and a headless Chromium. The tests' output comes out of it, and its exit code is theirs.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from '../setup/chromium.mjs';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { onProjectNode } from '../setup/node.mjs';
import { Problem, runMain } from '../setup/problem.mjs';
import { ensureVSCodeServer } from '../setup/vscode-server.mjs';
import { newLogFile } from './log.mjs';
import { installExtension, startServer } from './server.mjs';
import { Session } from './session.mjs';
import { onStop, stopWithInput } from './stop.mjs';

const LIMIT_MS = 15 * 60_000;
const EXIT_LINE_LIMIT_MS = 5000;

await runMain(async () => {
  const node = await onProjectNode(import.meta.url);
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'install-extension': { type: 'string', multiple: true },
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  if ((values.extensionDevelopmentPath?.length ?? 0) > 1) {
    throw new Problem('Only one --extensionDevelopmentPath can be given here: the VS Code server takes no more.');
  }
  await ensureDependencies();
  const session = new Session();
  onStop(() => session.close());
  // test-electron does not stop us when it is stopped itself.
  stopWithInput();
  try {
    const where = {
      session,
      node,
      serverDirectory: await ensureVSCodeServer(),
      userDataDirectory: absolute(values['user-data-dir']),
      extensionsDirectory: absolute(values['extensions-dir']),
      logFile: newLogFile('code'),
    };
    if (values['install-extension'] !== undefined) {
      for (const vsix of values['install-extension']) await installExtension({ ...where, vsix: resolve(vsix) });
      return 0;
    }
    if (values.extensionTestsPath === undefined) {
      throw new Problem('Nothing to do: give --extensionTestsPath or --install-extension.');
    }
    return await runTests(where, {
      trust: values['disable-workspace-trust'] === true && process.env.AUTH_LAB_TEST_WORKSPACE !== 'untrusted',
      folder: absolute(positionals[0]),
      extensionPath: absolute(values.extensionDevelopmentPath?.[0]),
      testsPath: absolute(values.extensionTestsPath),
    });
  } finally {
    await session.close();
    process.stdin.destroy();
  }
});

/** @returns {Promise<number>} the exit code */
async function runTests(where, { trust, ...workbench }) {
  const { launchBrowser } = await import('./browser.mjs');
  const output = await listenForOutput(where.session);
  const server = await startServer({ ...where, trust, env: { AUTH_LAB_TEST_OUTPUT: output } });
  const context = await launchBrowser({ session: where.session, executablePath: await ensureChromium() });
  const page = context.pages()[0] ?? (await context.newPage());
  const ended = new Promise((resolveEnded, reject) => {
    const fail = (why) =>
      where.session.closing ||
      reject(new Problem(`The tests did not come to an end: ${why}. VS Code's log is ${where.logFile}.`));
    setTimeout(fail, LIMIT_MS, `they ran for more than ${LIMIT_MS / 60_000} minutes`).unref();
    server.child.once('exit', () => fail('the VS Code server ended'));
    page.once('crash', () => fail('the page crashed'));
    page.once('close', () => fail('the page was closed'));
    // VS Code's own hook for being automated: the workbench calls it when the extension host has ended.
    page.exposeFunction('codeAutomationExit', resolveEnded).catch(reject);
  });
  ended.catch(() => undefined);
  await page.goto(server.url(workbench));
  const code = await ended;
  return code === 0 && !(await endedByForce(server)) ? 0 : code || 1;
}

/**
 * The workbench takes an extension host that was killed for one that ended well; the server knows better.
 *
 * @param {Awaited<ReturnType<typeof startServer>>} server
 */
async function endedByForce(server) {
  const found = () => /Extension Host Process exited with code: (\w+), signal: (\w+)/.exec(server.output);
  const deadline = AbortSignal.timeout(EXIT_LINE_LIMIT_MS);
  while (found() === null) await once(server.child.stdout, 'data', { signal: deadline });
  const [, code, signal] = found();
  return code !== '0' || signal !== 'null';
}

/**
 * What the tests print reaches us over a socket of our own: the workbench's console mixes it with everything else.
 *
 * @param {Session} session
 * @returns {Promise<string>} its path
 */
async function listenForOutput(session) {
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\auth-lab-${randomBytes(8).toString('hex')}`
      : join(session.directory, 'output.sock');
  const server = createServer((socket) =>
    socket.on('data', (chunk) => process.stdout.write(chunk)).on('error', () => undefined),
  );
  server.listen(path).unref();
  await once(server, 'listening');
  return path;
}

/** @param {string | undefined} path */
function absolute(path) {
  return path === undefined ? undefined : resolve(path);
}
