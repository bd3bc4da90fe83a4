// How the views are built: one ESM file each. Mermaid is a file of its own beside the panel's, so that the frame paints
// before mermaid has loaded, and only one, so that the page can ask for it at once with everything else.
import { fileURLToPath } from 'node:url';
import { trimMermaid } from './trim-mermaid.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {{ production: boolean }} mode
 * @returns {import('esbuild').BuildOptions[]} in `dist/webview`: `main` and `mermaid` for the panel, and one script for each view beside it
 */
export function webviewBuilds({ production }) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    absWorkingDir: root,
    outdir: 'dist/webview',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome138',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: production,
    sourcemap: !production,
    logLevel: 'warning',
    legalComments: production ? 'none' : 'inline',
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  return [
    {
      ...shared,
      entryPoints: [
        { in: 'src/webview/main.tsx', out: 'main' },
        { in: 'src/webview/styles/main.css', out: 'main' },
      ],
      plugins: [mermaidApart()],
    },
    { ...shared, entryPoints: [{ in: 'mermaid', out: 'mermaid' }], plugins: [trimMermaid()] },
    {
      ...shared,
      entryPoints: [
        { in: 'src/webview/token/main.tsx', out: 'token' },
        { in: 'src/webview/token/token.css', out: 'token' },
      ],
    },
    {
      ...shared,
      entryPoints: [
        { in: 'src/webview/store/main.tsx', out: 'store' },
        { in: 'src/webview/store/store.css', out: 'store' },
      ],
    },
    {
      ...shared,
      entryPoints: [
        { in: 'src/webview/truth/main.tsx', out: 'truth' },
        { in: 'src/webview/truth/truth.css', out: 'truth' },
      ],
    },
    {
      ...shared,
      entryPoints: [
        { in: 'src/webview/charts/main.tsx', out: 'charts' },
        { in: 'src/webview/charts/charts.css', out: 'charts' },
      ],
    },
    {
      ...shared,
      entryPoints: [
        { in: 'src/webview/tutorial/main.tsx', out: 'tutorial' },
        { in: 'src/webview/tutorial/tutorial.css', out: 'tutorial' },
      ],
    },
  ];
}

/** What imports mermaid finds it in the file beside its own. */
function mermaidApart() {
  return {
    name: 'mermaid-apart',
    setup(build) {
      build.onResolve({ filter: /^mermaid$/ }, () => ({ path: './mermaid.js', external: true }));
    },
  };
}
