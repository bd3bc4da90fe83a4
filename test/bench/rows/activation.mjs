import { build } from 'esbuild';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/paths.mjs';
import { compare } from '../row.mjs';
import { AUTH_LAB, EMPTY, openFreshWorkbench } from '../vscode/open.mjs';
import { Stopwatch } from '../vscode/stopwatch.mjs';

const STARTS = 12;
const UNWANTED = ['express', 'mermaid'];

/** @type {import('../row.mjs').Row} */
export default {
  id: 'activation',
  title: 'Activation in the extension host',
  async measure({ session, product, onRound }) {
    const stopwatch = new Stopwatch();
    const workbench = await openFreshWorkbench({
      product: await asleep(product),
      env: await stopwatch.listen(session),
    });
    try {
      const found = { ours: [], beside: [] };
      let loaded = [];
      for (let start = 0; start < STARTS; start += 1) {
        onRound();
        if (start > 0) await workbench.page.reload();
        const host = await stopwatch.nextHost();
        const order = start % 2 === 0 ? [AUTH_LAB, EMPTY] : [EMPTY, AUTH_LAB];
        for (const { id, ms, loaded: files } of await host.activate(order)) {
          found[id === AUTH_LAB ? 'ours' : 'beside'].push(ms);
          if (id === AUTH_LAB) loaded = files;
        }
      }
      return {
        comparisons: [
          compare({
            title: 'activate() to its end',
            unit: 'ms',
            names: ['Auth Lab', 'empty extension'],
            samples: found,
            limit: { text: 'at most 1.5× + 10 ms', holds: (ours, beside) => ours <= 1.5 * beside + 10 },
          }),
        ],
        checks: await checkLoaded(loaded),
      };
    } finally {
      await workbench.close();
    }
  },
};

/**
 * The same extension, but VS Code leaves it to us when it is activated: otherwise that is over before anybody looks.
 *
 * @param {string} product
 * @returns {Promise<string>} the folder of a copy
 */
async function asleep(product) {
  const copy = `${product}-asleep`;
  await cp(product, copy, { recursive: true });
  const manifest = JSON.parse(await readFile(join(copy, 'package.json'), 'utf8'));
  await writeFile(join(copy, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  return copy;
}

/**
 * Activation loads one file, and what was bundled into that file is told by a build of the same entry.
 *
 * @param {string[]} loaded the files that activation loaded
 * @returns {Promise<import('../row.mjs').Check[]>}
 */
async function checkLoaded(loaded) {
  const others = loaded.filter((path) => !/[\\/]dist[\\/]extension\.js$/.test(path));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/extension.ts'],
    bundle: true,
    platform: 'node',
    external: ['vscode'],
    write: false,
    metafile: true,
  });
  const packages = new Set(
    Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]),
  );
  const unwanted = UNWANTED.filter((name) => packages.has(name));
  return [
    { text: 'loads no file but dist/extension.js', met: others.length === 0, ...found(others) },
    { text: `bundles neither ${UNWANTED.join(' nor ')}`, met: unwanted.length === 0, ...found(unwanted) },
  ];
}

/** @param {string[]} names */
function found(names) {
  return names.length === 0 ? {} : { found: names.join(', ') };
}
