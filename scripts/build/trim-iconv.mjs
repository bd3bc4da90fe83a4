// Express reads request bodies by iconv-lite, which brings the tables of every East Asian encoding along: half a
// megabyte in each bundle with a server. JSON is UTF-8 (RFC 8259, section 8.1), and Express refuses any other with 415
// before it would look into a table, so they are left out.
const EMPTY = 'left-out-of-iconv';

/** @returns {import('esbuild').Plugin} The build fails when there is no such table any more. */
export function trimIconv() {
  return {
    name: 'trim-iconv',
    setup(build) {
      let tables = 0;
      build.onResolve({ filter: /^\.\/tables\/[\w-]+\.json$/ }, ({ path, importer }) => {
        if (!/[\\/]iconv-lite[\\/]encodings[\\/]/.test(importer)) return null;
        tables += 1;
        return { path, namespace: EMPTY };
      });
      build.onLoad({ filter: /.*/, namespace: EMPTY }, () => ({ contents: '[]', loader: 'json' }));
      build.onEnd(() => {
        const text = 'iconv-lite keeps its tables elsewhere now: see scripts/build/trim-iconv.mjs.';
        return tables === 0 ? { errors: [{ text }] } : {};
      });
    },
  };
}
