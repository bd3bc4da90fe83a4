import { build } from 'esbuild';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from '../../scripts/setup/build.mjs';
import { out, root } from '../../scripts/setup/paths.mjs';
import { progress } from '../../scripts/setup/progress.mjs';
import { packagedFiles } from '../../scripts/setup/vsix.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Builds Auth Lab as it is packaged and the bench's own programs, and sets both aside: a build that somebody starts
 * meanwhile changes nothing of what is measured.
 *
 * @returns {Promise<{ product: string, programs: string }>} two folders
 */
export async function prepare() {
  await ensureBuild({ production: true });
  const folder = join(out, 'bench');
  const product = join(folder, 'auth-lab');
  const programs = join(folder, 'programs');
  await rm(folder, { recursive: true, force: true });
  for (const path of await packagedFiles()) await cp(join(root, path), join(product, path));
  // The command line, which records the runs, is not packaged.
  await cp(join(root, 'dist', 'cli.js'), join(product, 'dist', 'cli.js'));
  await progress('Building the bench', () => buildPrograms(programs));
  // The engine looks for its nodes beside itself; they are those of the product.
  for (const name of ['app-node.js', 'app-node.js.map']) {
    await cp(join(product, 'dist', name), join(programs, name));
  }
  return { product, programs };
}

/** @param {string} outdir */
async function buildPrograms(outdir) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = { absWorkingDir: HERE, outdir, bundle: true, logLevel: 'warning' };
  await Promise.all([
    build({
      ...shared,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      entryPoints: ['server/engine.ts', 'server/bare-stateful.ts', 'server/bare-stateless.ts'],
    }),
    build({
      ...shared,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      outExtension: { '.js': '.mjs' },
      entryPoints: ['webview/long-run.ts', 'jwt/find.ts', 'store/desk.ts'],
      outbase: '.',
    }),
    build({
      ...shared,
      platform: 'browser',
      format: 'iife',
      target: 'chrome138',
      entryPoints: ['webview/panel-host.ts', 'webview/whole-diagram.ts'],
      outbase: '.',
    }),
  ]);
}
