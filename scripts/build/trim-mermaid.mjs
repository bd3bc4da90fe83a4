// Mermaid draws forty kinds of diagram; the panel needs one. The sequence diagram's chunk and what it imports are
// kept, every other chunk and the formula renderer become empty modules, which takes about four fifths off.
// This leans on names inside mermaid's package, so the build fails, and says where, when they are others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const EMPTY = 'left-out-of-mermaid';
const NOTHING = { path: 'nothing.cjs', namespace: EMPTY };

const READS_CONFIG = `var getConfig = /* @__PURE__ */ __name(() => {
  return assignWithDepth_default({}, currentConfig);
}, "getConfig");`;

/** Copying the configuration several times a message is over half of mermaid's time; one copy per object will do. */
const READS_CONFIG_ONCE = `var answeredConfig;
var answerToConfig;
var getConfig = /* @__PURE__ */ __name(() => {
  if (answeredConfig !== currentConfig) {
    answeredConfig = currentConfig;
    answerToConfig = assignWithDepth_default({}, currentConfig);
  }
  return answerToConfig;
}, "getConfig");`;

/**
 * @param {{ cacheConfig?: boolean }} [options] with `cacheConfig: false` mermaid's own code stays as it is: the
 *   fallback, and what the tests compare with
 * @returns {import('esbuild').Plugin}
 */
export function trimMermaid({ cacheConfig = true } = {}) {
  return {
    name: 'trim-mermaid',
    setup(build) {
      const entry = createRequire(import.meta.url).resolve('mermaid');
      const chunks = join(dirname(entry), 'chunks', 'mermaid.core');
      const kept = keptChunks(entry, chunks);
      const readers = [...kept].filter((path) => readFileSync(path, 'utf8').includes(READS_CONFIG));
      if (readers.length !== 1)
        throw new Error(`Expected one mermaid chunk that reads the configuration as before, found ${readers.length}.`);

      build.onResolve({ filter: /\.mjs$/ }, ({ path, importer }) => {
        if (importer !== entry && dirname(importer) !== chunks) return null;
        const target = resolve(dirname(importer), path);
        return kept.has(target) ? null : NOTHING;
      });
      build.onResolve({ filter: /^katex$/ }, () => NOTHING);
      build.onLoad({ filter: /.*/, namespace: EMPTY }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
      if (!cacheConfig) return;
      build.onLoad({ filter: /[\\/]mermaid\.core[\\/]chunk-[^\\/]+\.mjs$/ }, ({ path }) => {
        if (path !== readers[0]) return null;
        return { contents: readFileSync(path, 'utf8').replace(READS_CONFIG, READS_CONFIG_ONCE), loader: 'js' };
      });
    },
  };
}

/** The chunk of the sequence diagram and everything that it imports, as absolute paths. */
function keptChunks(entry, folder) {
  const names = readdirSync(folder).filter((name) => /^sequenceDiagram-\w+\.mjs$/.test(name));
  const [sequence] = names;
  if (names.length !== 1 || !readFileSync(entry, 'utf8').includes(`import("./chunks/mermaid.core/${sequence}")`)) {
    throw new Error(`Mermaid's sequence diagram is no longer one lazily loaded chunk in ${folder}.`);
  }
  const kept = new Set();
  const waiting = [join(folder, sequence)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (kept.has(path)) continue;
    if (!existsSync(path)) throw new Error(`A chunk that mermaid's sequence diagram needs is missing: ${path}`);
    kept.add(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/from "\.\/([^"]+\.mjs)"/g))
      waiting.push(join(folder, name));
  }
  return kept;
}
