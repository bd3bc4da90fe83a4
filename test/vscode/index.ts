// Runs inside VS Code's extension host, which calls run() and ends the editor with its outcome.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { format } from 'node:util';

const TIMEOUT_MS = 30_000;

/** @throws when a test failed; VS Code makes an exit code of that */
export async function run(): Promise<void> {
  const output = await takeConsole(process.env['AUTH_LAB_TEST_OUTPUT']);
  // Not before: its reporter keeps the console that it finds.
  const { default: Mocha } = await import('mocha');
  const grep = process.env['AUTH_LAB_TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: TIMEOUT_MS, color: false, ...(grep === undefined ? {} : { grep }) });
  for (const name of (process.env['AUTH_LAB_TEST_FILES'] ?? '').split(','))
    mocha.addFile(join(__dirname, 'suites', name));

  const failed: string[] = [];
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const running = mocha.run(() => resolve(running));
    running.on('fail', (test, error) => failed.push(`${test.fullTitle()}\n  ${String(error)}`));
  });
  const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
  const report = process.env['AUTH_LAB_TEST_REPORT'];
  if (report !== undefined) {
    const counts = { passed: passes, failed: failures, skipped: pending, failures: failed };
    await writeFile(report, JSON.stringify(counts));
  }
  if (output !== undefined) await once(output.end(), 'close');
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}

/**
 * Sends what the tests print to whoever listens on this path. Without one the console stays as it is: a desktop
 * VS Code prints it by itself.
 */
async function takeConsole(path: string | undefined): Promise<Socket | undefined> {
  if (path === undefined) return undefined;
  const socket = connect(path);
  await once(socket, 'connect');
  // Defined, because the extension host's console ignores assignments; and `log` alone, because VS Code says a lot of
  // its own by the others.
  const value = (...values: unknown[]) => void socket.write(`${format(...values)}\n`);
  Object.defineProperty(console, 'log', { value, configurable: true, writable: true });
  return socket;
}
