// Serves the built panel to a plain browser, under the content security policy it has in VS Code.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faults as fewFaults, impossible } from './faults.mjs';
import { THEMES, themeStyle } from './themes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const traces = join(here, '../traces');

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' };

const scenarios = [
  {
    scenario: 'stateful',
    flow: 'stateful',
    title: 'Stateful: a session on the server, a cookie in the browser',
    teaches:
      'The server remembers who is logged in; the browser only carries an id. Delete the row, and the id is worthless.',
  },
  {
    scenario: 'stateless',
    flow: 'stateless',
    title: 'Stateless: a signed token that the client carries',
    teaches: 'The server remembers nothing; whoever shows a valid token is let in, until it expires.',
  },
];
/** The kinds at which stepping does not stop, out of the one table that says so. */
const kindTable = await readFile(join(here, '../../../src/model/kinds.ts'), 'utf8');
const quietKinds = [...kindTable.matchAll(/'([\w.]+)': quiet\(/g)].map(([, kind]) => kind);
if (quietKinds.length === 0)
  throw new Error('src/model/kinds.ts no longer says which kinds are quiet in the way expected.');

/**
 * @param {{ port?: number, folder?: string, traceOf?: (name: string) => Promise<unknown[]>, faults?: object[] }} [options]
 *   `folder` is where the panel was built; `traceOf` answers for traces that are not among the recorded ones; `faults`
 *   are the failures that can be chosen
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function servePanel({
  port = 0,
  folder = join(here, '../../../dist/webview'),
  traceOf = recorded,
  faults = fewFaults,
} = {}) {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost'), folder, traceOf, faults).then(
      ({ type, body, headers = {} }) => response.writeHead(200, { 'Content-Type': type, ...headers }).end(body),
      (error) =>
        response.writeHead(error.code === 'ENOENT' ? 404 : 500, { 'Content-Type': 'text/plain' }).end(String(error)),
    );
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A recorded trace of the folder beside this one. */
export async function recorded(name) {
  return JSON.parse(await readFile(join(traces, `${name.replace(/[^\w-]/g, '')}.json`), 'utf8'));
}

async function answer({ pathname, searchParams }, folder, traceOf, faults) {
  if (pathname === '/') return page(searchParams, await wordsOf(searchParams.get('language')));
  if (pathname === '/fake-host.js') {
    const trace = await traceOf(searchParams.get('trace') ?? 'stateful');
    const script = await readFile(join(here, 'fake-host.js'), 'utf8');
    const data = { trace, quietKinds, scenarios, faults, impossible };
    const constants = Object.entries(data).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
    return { type: 'text/javascript', body: `${constants.join('\n')}\n${script}` };
  }
  const file = normalize(join(folder, pathname));
  if (!file.startsWith(folder)) throw Object.assign(new Error(pathname), { code: 'ENOENT' });
  return { type: TYPES[extname(file)] ?? 'application/octet-stream', body: await readFile(file) };
}

/** The words of a language as the host puts them into the page; nothing for English. */
async function wordsOf(language) {
  if (language === null) return '';
  const bundle = join(here, `../../../l10n/bundle.l10n.${language.replace(/[^\w-]/g, '')}.json`);
  const words = JSON.stringify(JSON.parse(await readFile(bundle, 'utf8'))).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="l10n">${words}</script>`;
}

function page(parameters, words) {
  const theme = parameters.get('theme') ?? 'light';
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'`;
  const body = `<!DOCTYPE html>
<html lang="${parameters.get('language')?.replace(/[^\w-]/g, '') ?? 'en'}" style="${themeStyle(theme).replaceAll('"', "'")}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Auth Lab</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/main.css">
    <link rel="modulepreload" nonce="${nonce}" href="/mermaid.js">
  </head>
  <body class="${THEMES[theme]?.body ?? 'vscode-light'}">
    <div id="root"></div>
    ${words}
    <script nonce="${nonce}" src="/fake-host.js?trace=${encodeURIComponent(parameters.get('trace') ?? 'stateful')}"></script>
    <script type="module" nonce="${nonce}" src="/main.js"></script>
  </body>
</html>
`;
  return { type: 'text/html; charset=utf-8', body };
}
