// Serves a built view beside the panel to a plain browser, under the content security policy it has in VS Code.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { viewHtml } from '../../../src/vscode/view-html.ts';
import { THEMES, themeStyle } from './themes.mjs';

const DIST = new URL('../../../dist/webview/', import.meta.url);

/** Stands in for VS Code. */
const FAKE_HOST = `
globalThis.sideHost = {
  intents: [], kept: undefined,
  tell(message) { window.postMessage(message, '*'); },
};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (intent) => sideHost.intents.push(intent),
  getState: () => sideHost.kept,
  setState: (state) => { sideHost.kept = state; },
});
`;

/**
 * @param {string} files the name of the view's script and stylesheet
 * @returns {Promise<{ url: string, close(): void }>} the theme is chosen by `?theme=`, the language by `?language=`
 */
export async function serveSideView(files) {
  const types = { [`/${files}.js`]: 'text/javascript', [`/${files}.css`]: 'text/css' };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const type = types[pathname];
    if (type !== undefined) {
      readFile(fileURLToPath(new URL(pathname.slice(1), DIST))).then(
        (body) => response.writeHead(200, { 'Content-Type': type }).end(body),
        (error) => response.writeHead(500).end(String(error)),
      );
    } else if (pathname === '/') {
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(page(files, searchParams.get('theme') ?? 'light', await wordsOf(searchParams.get('language'))));
    } else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the host gives a page that is to speak a language; nothing for English. */
async function wordsOf(language) {
  if (language === null) return {};
  const bundle = new URL(`../../../l10n/bundle.l10n.${language.replace(/[^\w-]/g, '')}.json`, import.meta.url);
  return { language, words: JSON.parse(await readFile(bundle, 'utf8')) };
}

function page(files, theme, words) {
  const nonce = randomBytes(16).toString('base64');
  const html = viewHtml(
    'Auth Lab',
    { script: `/${files}.js`, style: `/${files}.css`, origin: "'self'", ...words },
    nonce,
  );
  return (
    html
      .replace('<body>', `<body class="${THEMES[theme]?.body ?? 'vscode-light'}">`)
      .replace(
        '<script type="module"',
        `<script nonce="${nonce}">${FAKE_HOST}${themeScript(theme)}</script><script type="module"`,
      )
      .replace('<head>', '<head><link rel="icon" href="data:,">')
      // The page's own icon and the theme's variables are the stand-in's, not the view's.
      .replace(`default-src 'none';`, `default-src 'none'; img-src data:;`)
  );
}

/** Set by script, as VS Code does: the view's policy allows no style attribute. */
function themeScript(theme) {
  const pairs = themeStyle(theme)
    .split('; ')
    .filter(Boolean)
    .map((each) => [
      each.slice(0, each.indexOf(':')),
      each
        .slice(each.indexOf(':') + 1)
        .replace(/;$/, '')
        .trim(),
    ]);
  return `for (const [name, value] of ${JSON.stringify(pairs)}) document.documentElement.style.setProperty(name, value);`;
}
