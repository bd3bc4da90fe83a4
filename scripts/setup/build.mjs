import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureNode } from './node.mjs';
import { out, root, tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { progress } from './progress.mjs';

const STAMP = join(out, 'build.json');
const INPUTS = ['src', 'media', 'scripts/build', 'esbuild.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];
const OUTPUTS = ['dist/extension.js', 'dist/cli.js'];

/**
 * Builds what runs, unless it has been built since anything it is made from changed.
 *
 * @param {{ production?: boolean }} [options] production: minified, as it is packaged; otherwise any build will do
 */
export async function ensureBuild({ production = false } = {}) {
  const node = await ensureNode();
  await ensureDependencies();
  if (await isFresh(production)) return;
  await withLock(join(tools, 'build.lock'), async () => {
    if (await isFresh(production)) return;
    const startedAt = Date.now();
    await progress('Building', () => build(node, production));
    await mkdir(out, { recursive: true });
    await writeFile(STAMP, JSON.stringify({ startedAt, production }));
  });
}

/** @param {boolean} production */
async function isFresh(production) {
  if (!OUTPUTS.every((path) => existsSync(join(root, path)))) return false;
  const built = JSON.parse(await readFile(STAMP, 'utf8').catch(() => 'null'));
  if (built === null || (production && !built.production)) return false;
  const changes = await Promise.all(INPUTS.map((path) => newestChange(join(root, path))));
  return Math.max(...changes) < built.startedAt;
}

/**
 * When the file, or anything in the folder, last changed, in milliseconds. Folders count too: a removed file changes
 * only its folder.
 *
 * @param {string} path
 * @returns {Promise<number>}
 */
async function newestChange(path) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => newestChange(join(path, name))));
  return Math.max(found.mtimeMs, ...inside);
}

/** @param {string} node @param {boolean} production */
async function build(node, production) {
  const child = spawn(node, ['esbuild.mjs', ...(production ? ['--production'] : [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Problem(`The build failed:\n${output.trim()}`);
  if (output !== '') process.stderr.write(output);
}
