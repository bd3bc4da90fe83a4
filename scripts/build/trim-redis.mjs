// The Redis client brings some four hundred commands, clusters and sentinels; the store desk needs a dozen commands.
// What is left out here loads no more, which takes most of the time off that a desk needs to open a Redis. And a desk
// without KEYS, FLUSHALL or SORT cannot keep anybody's Redis busy by mistake.
// This leans on names inside the client's package, so the build fails, and says where, when they are others.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The client's methods that the store desk calls, and the files of their commands. */
const COMMANDS = {
  dbSize: 'DBSIZE',
  get: 'GET',
  getRange: 'GETRANGE',
  mGet: 'MGET',
  pExpire: 'PEXPIRE',
  ping: 'PING',
  pTTL: 'PTTL',
  scan: 'SCAN',
  set: 'SET',
  strLen: 'STRLEN',
  unlink: 'UNLINK',
};
/** What the client itself sends while it connects. */
const OWN = ['AUTH', 'CLIENT_SETNAME', 'READONLY'];
const PARTS = ['commands', 'cluster', 'sentinel'];
const FILTER = /^\.{1,2}\/(?:lib\/)?(?:commands|cluster|sentinel)$/;

/** @returns {import('esbuild').Plugin} */
export function trimRedis() {
  return {
    name: 'trim-redis',
    setup(build) {
      const folder = join(dirname(createRequire(import.meta.url).resolve('@redis/client')), 'lib');
      const files = [...Object.values(COMMANDS), ...OWN];
      const missing = files.find((name) => !existsSync(join(folder, 'commands', `${name}.js`)));
      if (missing !== undefined) throw new Error(`@redis/client has no file for the command ${missing} any more.`);
      const replaced = new Set();
      build.onStart(() => replaced.clear());
      build.onResolve({ filter: FILTER }, ({ path, importer, resolveDir }) => {
        if (!importer.startsWith(dirname(folder))) return undefined;
        const target = join(resolveDir, path);
        if (!PARTS.some((name) => target === join(folder, name))) return undefined;
        replaced.add(basename(target));
        // No path within the package: whoever lists the packages of a bundle finds it by the other files.
        return { path: basename(target), namespace: 'trim-redis' };
      });
      build.onLoad({ filter: /./, namespace: 'trim-redis' }, ({ path }) =>
        path === 'commands'
          ? { contents: commandsModule(), resolveDir: join(folder, 'commands') }
          : { contents: 'module.exports = {};' },
      );
      build.onEnd(({ errors }) => {
        if (errors.length > 0 || replaced.size === PARTS.length) return undefined;
        return { errors: [{ text: `@redis/client is built in another way: replaced ${[...replaced].join(', ')}.` }] };
      });
    },
  };
}

function commandsModule() {
  const entries = [
    ...Object.entries(COMMANDS).flatMap(([method, file]) => [`${method}: ${load(file)}`, `${file}: ${load(file)}`]),
    ...OWN.map((file) => `${file}: ${load(file)}`),
  ];
  return `exports.__esModule = true; exports.default = { ${entries.join(', ')} };
    exports.NON_STICKY_COMMANDS = exports.default;`;
}

/** @param {string} file */
function load(file) {
  return `require('./${file}').default`;
}
