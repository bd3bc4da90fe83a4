// The panel in a plain browser, with a recorded run and a host that only pretends: node scripts/run.mjs scripts/webview-page.mjs
import { build } from 'esbuild';
import { servePanel } from '../test/browser/page/serve.mjs';
import { webviewBuilds } from './build/webview.mjs';

await Promise.all(webviewBuilds({ production: false }).map((options) => build(options)));
const { url } = await servePanel({ port: Number(process.env['PORT'] ?? 0) });
process.stdout.write(
  [
    `The panel: ${url}`,
    `  ?theme=light|dark|high-contrast   ?trace=stateful|stateless|balanced   ?shown=40|all   ?run=none   ?hold=0`,
    'Ctrl+C ends it.',
    '',
  ].join('\n'),
);
