// Runs the tests of test/vscode inside VS Code, in several rounds, and writes their counts: run-tests.mjs <report.json>
import { build } from 'esbuild';
import { runTests, runVSCodeCommand } from '@vscode/test-electron';
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { out, root } from '../setup/paths.mjs';
import { Problem, runMain } from '../setup/problem.mjs';
import { packageExtension } from '../setup/vsix.mjs';
import { inWords, judged, sum } from '../suites/counts.mjs';
import { findDesktop } from './desktop.mjs';
import { Session } from './session.mjs';
import { writeSettings } from './settings.mjs';
import { onStop } from './stop.mjs';

const SOURCE = join(root, 'test', 'vscode');
const BUILT = join(out, 'vscode-tests');
const STAND_IN = fileURLToPath(new URL('code.mjs', import.meta.url));
const COMPANION = fileURLToPath(new URL('companion', import.meta.url));

/**
 * The ways in which VS Code is opened. `files` chooses among the names of the test files; `AUTH_LAB_TEST_WORKSPACE`
 * tells the tests which of the workspaces they are in.
 */
const ROUNDS = [
  { name: 'from source, with a folder open', workspace: 'folder', files: /./ },
  { name: 'from source, with no folder open', workspace: 'none', files: /^workspace\./ },
  { name: 'from source, with a folder that is not trusted', workspace: 'untrusted', files: /^workspace\./ },
  { name: 'from the installed VSIX', workspace: 'folder', files: /^(demo|workspace)\./, vsix: true },
];

await runMain(async () => {
  const report = process.argv[2];
  const names = await bundleTests();
  const desktop = await findDesktop();
  process.stdout.write(desktop === undefined ? "In VS Code's server and a headless Chromium.\n" : `In ${desktop}.\n`);
  const session = new Session();
  onStop(() => session.close());
  try {
    const results = [];
    for (const round of ROUNDS) {
      process.stdout.write(`\n  ${round.name}\n`);
      const directory = join(session.directory, `round-${results.length + 1}`);
      const files = names.filter((name) => round.files.test(name));
      const counts = await runRound(round, { directory, files, desktop }).catch((error) => {
        if (!(error instanceof Problem)) throw error;
        process.stdout.write(`${error.message}\n`);
        return { passed: 0, failed: 1, skipped: 0, failures: [error.message] };
      });
      process.stdout.write(`  ${inWords(counts)}\n`);
      results.push(counts);
    }
    const total = sum(results);
    await writeFile(report, JSON.stringify(total));
    return total.failed === 0 ? 0 : 1;
  } finally {
    await session.close();
  }
});

/** @returns {Promise<string[]>} the names of the test files */
async function bundleTests() {
  const folder = join(SOURCE, 'suites');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts')).sort();
  await rm(BUILT, { recursive: true, force: true });
  await build({
    entryPoints: [join(SOURCE, 'index.ts'), ...names.map((name) => join(folder, name))],
    outdir: BUILT,
    outbase: SOURCE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return names.map((name) => name.replace(/\.ts$/, '.js'));
}

/**
 * @param {(typeof ROUNDS)[number]} round
 * @param {object} where
 * @param {string} where.directory a folder of this round's own
 * @param {string[]} where.files
 * @param {string | undefined} where.desktop
 * @returns {Promise<import('../suites/counts.mjs').Counts>}
 */
async function runRound(round, { directory, files, desktop }) {
  // test-electron always switches workspace trust off; our stand-in can be told not to follow.
  if (round.workspace === 'untrusted' && desktop !== undefined) return { passed: 0, failed: 0, skipped: 1 };
  const userDataDirectory = join(directory, 'user-data');
  const folder = join(directory, 'workspace');
  const report = join(directory, 'report.json');
  const profile = [`--user-data-dir=${userDataDirectory}`, `--extensions-dir=${join(directory, 'extensions')}`];
  await mkdir(folder, { recursive: true });
  await writeSettings(userDataDirectory, { 'security.workspace.trust.startupPrompt': 'never' });
  if (round.vsix) await install((await packageExtension()).file, profile, desktop);
  const code = await runTests({
    vscodeExecutablePath: desktop ?? STAND_IN,
    extensionDevelopmentPath: round.vsix ? COMPANION : root,
    extensionTestsPath: join(BUILT, 'index.js'),
    launchArgs: [...(round.workspace === 'none' ? [] : [folder]), ...profile],
    extensionTestsEnv: {
      AUTH_LAB_TEST_FILES: files.join(','),
      AUTH_LAB_TEST_REPORT: report,
      AUTH_LAB_TEST_WORKSPACE: round.workspace,
      AUTH_LAB_TEST_INSTALLED: round.vsix ? 'vsix' : 'source',
    },
  }).catch((error) => error.code ?? 1);
  const text = await readFile(report, 'utf8').catch(() => 'null');
  return judged(JSON.parse(text) ?? undefined, code);
}

/** @param {string} vsix @param {string[]} profile @param {string | undefined} desktop */
async function install(vsix, profile, desktop) {
  const args = ['--install-extension', vsix, ...profile];
  if (desktop !== undefined) return runVSCodeCommand(args, { vscodeExecutablePath: desktop });
  await promisify(execFile)(process.execPath, [STAND_IN, ...args]).catch((error) => {
    throw new Problem(error.stderr.trim());
  });
}
