// Has a bundle ask VS Code for its API once, and take the names that it uses. For every file that imports it esbuild would
// ask anew and copy the whole API, some twenty times before activation could begin.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const TYPES = createRequire(import.meta.url).resolve('@types/vscode/index.d.ts');
/** What the API itself exports: what is deeper in it stands further to the right. */
const EXPORTED = /^\texport (?:abstract )?(?:class|const|enum|namespace) (\w+)/gm;

/** @returns {import('esbuild').Plugin} */
export function vscodeNames() {
  return {
    name: 'vscode-names',
    setup(build) {
      // A name that the types have in another way than expected fails the build.
      build.initialOptions.logOverride = { ...build.initialOptions.logOverride, 'import-is-undefined': 'error' };
      build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === 'vscode-names'
          ? { path: 'vscode', external: true }
          : { path: 'vscode', namespace: 'vscode-names' },
      );
      build.onLoad({ filter: /./, namespace: 'vscode-names' }, async () => {
        const names = new Set(Array.from((await readFile(TYPES, 'utf8')).matchAll(EXPORTED), ([, name]) => name));
        return { contents: moduleOf([...names]) };
      });
    },
  };
}

/** @param {string[]} names */
function moduleOf(names) {
  // Marked as pure, so that what nobody uses is left out.
  const taken = names.map((name) => `export const ${name} = /* @__PURE__ */ take('${name}');`);
  return ["const api = require('vscode');", 'const take = (name) => api[name];', ...taken].join('\n');
}
