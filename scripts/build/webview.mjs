// How the panel is built: ESM with code splitting, so that the frame paints before mermaid has loaded.
import { fileURLToPath } from 'node:url';
import { trimMermaid } from './trim-mermaid.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {{ production: boolean }} mode
 * @returns {import('esbuild').BuildOptions[]} one build: `dist/webview/main.js`, `main.css` and shared chunks
 */
export function webviewBuilds({ production }) {
  return [
    {
      absWorkingDir: root,
      entryPoints: [
        { in: 'src/webview/main.tsx', out: 'main' },
        { in: 'src/webview/styles/main.css', out: 'main' },
      ],
      outdir: 'dist/webview',
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      format: 'esm',
      splitting: true,
      platform: 'browser',
      target: 'chrome138',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      minify: production,
      sourcemap: !production,
      logLevel: 'warning',
      legalComments: production ? 'none' : 'inline',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [trimMermaid()],
    },
  ];
}
