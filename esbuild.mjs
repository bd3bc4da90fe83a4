// Builds everything that runs: the extension, the lab process, the app nodes, the command line and the panel.
import { build, context } from 'esbuild';
import { rm, writeFile } from 'node:fs/promises';
import { LATE, lateImports } from './scripts/build/late-imports.mjs';
import { notices } from './scripts/build/notices.mjs';
import { tapImports } from './scripts/build/tap-imports.mjs';
import { teachingMap } from './scripts/build/teaching-map.mjs';
import { trimIconv } from './scripts/build/trim-iconv.mjs';
import { trimRedis } from './scripts/build/trim-redis.mjs';
import { vscodeNames } from './scripts/build/vscode-names.mjs';
import { webviewBuilds } from './scripts/build/webview.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  // The watch task of VS Code waits for the words that esbuild says only at this level.
  logLevel: watch ? 'info' : 'warning',
  legalComments: production ? 'none' : 'inline',
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node22', outdir: 'dist' };

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, plugins: [lateImports(), vscodeNames()] },
  { ...node, entryPoints: LATE, outdir: 'dist/late', entryNames: '[name]', plugins: [vscodeNames()] },
  { ...node, entryPoints: { lab: 'src/lab/main.ts' } },
  { ...node, entryPoints: { 'redis-keeper': 'src/lab/redis/keeper.ts' } },
  { ...node, entryPoints: { charts: 'src/lab/charts/main.ts' }, plugins: [trimIconv()] },
  { ...node, entryPoints: { 'store-desk': 'src/store-desk/main.ts' }, plugins: [trimRedis()] },
  { ...node, entryPoints: { cli: 'src/lab/cli/main.ts' } },
  // The line a learner is shown must be the line that ran: app nodes always carry their source map.
  {
    ...node,
    entryPoints: { 'app-node': 'src/lab/node/main.ts' },
    sourcemap: true,
    sourcesContent: false,
    plugins: [tapImports(), trimIconv(), teachingMap('app-node')],
  },
  ...webviewBuilds({ production }),
];

if (production) await rm('dist', { recursive: true, force: true });

if (watch) {
  const contexts = await Promise.all(builds.map((each) => context(each)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const results = await Promise.all(builds.map((each) => build({ ...each, metafile: true })));
  if (production) await writeFile('dist/NOTICES.txt', await notices(results.map(({ metafile }) => metafile)));
}
