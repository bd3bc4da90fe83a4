// Instruments the teaching servers at build time: what they import under these names is the library with taps on it,
// so that not one line of tracing stands in the code that a learner reads.
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const apps = resolve(root, 'src/apps') + sep;
const taps = resolve(root, 'src/lab/taps') + sep;
const sessionLibrary = resolve(root, 'node_modules/express-session') + sep;

/** Who imports what, and the tap that it gets instead. */
const rows = [
  { importer: apps, name: 'express', tap: 'express.ts' },
  { importer: apps, name: 'express-session', tap: 'express-session.ts' },
  { importer: apps, name: 'jsonwebtoken', tap: 'jsonwebtoken.ts' },
  { importer: apps, name: 'iron-webcrypto', tap: 'iron-webcrypto.ts' },
  { importer: apps, name: './accounts', tap: 'accounts.ts' },
  { importer: apps, name: './keys', tap: 'keys.ts' },
  { importer: apps, name: './naive-verify', tap: 'naive-verify.ts' },
  { importer: apps, name: './roles', tap: 'roles.ts' },
  { importer: apps, name: './rotation', tap: 'rotation.ts' },
  // express-session checks the cookie's signature with a library of its own.
  { importer: sessionLibrary, name: 'cookie-signature', tap: 'cookie-signature.ts' },
];

/** Marks a look-up of our own, which must find the library itself. */
const REAL = Symbol('real');

/** @returns {import('esbuild').Plugin} */
export function tapImports() {
  return {
    name: 'tap-imports',
    setup(build) {
      const names = new RegExp(`^(${rows.map(({ name }) => name.replace('.', '\\.')).join('|')})$`);
      build.onResolve({ filter: names }, async ({ path, importer, kind, pluginData }) => {
        if (pluginData === REAL) return undefined;
        const row = rows.find((each) => each.name === path && importer.startsWith(each.importer));
        if (row) return { path: taps + row.tap };
        // The tap wraps the very copy that express-session would have used.
        if (path === 'cookie-signature' && importer.startsWith(taps)) {
          return build.resolve(path, { kind, resolveDir: sessionLibrary, pluginData: REAL });
        }
        return undefined;
      });
    },
  };
}
