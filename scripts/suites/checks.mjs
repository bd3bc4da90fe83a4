import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { npmCli } from '../setup/npm.mjs';
import { root } from '../setup/paths.mjs';
import { briefly } from './counts.mjs';

const NOT_OURS = new Set(['node_modules', '.tools', '.out', '.git', 'dist']);

/** Everything that looks at the source without running it: a name, and a script with its arguments. */
async function checks() {
  const projects = await typescriptProjects();
  return [
    // The longest first: the others are done beside it.
    ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'],
    // A lock file that lacks something makes every fresh clone fail; scripts/complete-lock.mjs mends the usual gap.
    ['lock file', npmCli(), 'ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'],
    ...projects.map((project) => [`types of ${project}`, 'typescript/bin/tsc', '--project', project]),
    ['dependency rules', 'dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.mjs'],
    ['unused code', 'knip/bin/knip.js'],
    ['format', 'prettier/bin/prettier.cjs', '--check', '.'],
  ];
}

/** All but the one at the top, which holds what the others share and compiles nothing. */
async function typescriptProjects(folder = '.') {
  const found = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !NOT_OURS.has(entry.name)) found.push(...(await typescriptProjects(path)));
    if (entry.isFile() && folder !== '.' && /^tsconfig.*\.json$/.test(entry.name)) found.push(path);
  }
  return found.sort();
}

/**
 * Runs every check, as many at once as there are processors, and shows what those that fail have to say.
 *
 * @param {import('./runner.mjs').Runner} runner
 * @returns {Promise<import('./counts.mjs').Counts>} each check counts as a test
 */
export async function runChecks(runner) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const waiting = await checks();
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, script, ...args] = next;
      const started = performance.now();
      const { code, output } = await runner.quiet([resolve(root, 'node_modules', script), ...args]);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const said = code === 0 ? '' : `${output.trim().replaceAll(/^/gm, '     ')}\n`;
      process.stdout.write(` ${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n${said}`);
      counts[code === 0 ? 'passed' : 'failed'] += 1;
      if (code !== 0) counts.failures.push(briefly(name, output));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return counts;
}
