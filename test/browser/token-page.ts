import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import type { TokenIntent, TokenMessage, TokenOrigin } from '../../src/model/token-protocol';
import { tokenHtml } from '../../src/vscode/tokens/token-html';
import { THEMES, themeStyle } from './page/themes.mjs';

/** What stands in for VS Code in the page. */
interface FakeTokenHost {
  intents: TokenIntent[];
  kept: unknown[];
  show(token: string, origin?: TokenOrigin): void;
  tell(message: TokenMessage): void;
}

declare global {
  var tokenHost: FakeTokenHost;
}

const FAKE_HOST = `
globalThis.tokenHost = {
  intents: [], kept: [], revision: 0,
  tell(message) { window.postMessage(message, '*'); },
  show(token, origin = { type: 'found' }) {
    this.revision += 1;
    this.tell({ type: 'show', revision: this.revision, token, origin, keys: [] });
  },
};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (intent) => tokenHost.intents.push(intent),
  getState: () => undefined,
  setState: (state) => tokenHost.kept.push(state),
});
`;

export type ThemeName = 'light' | 'dark' | 'high-contrast';

const DIST = new URL('../../dist/webview/', import.meta.url);

/** Opens the built token view in a real browser, under the policy that it has in VS Code. */
export function tokenPages() {
  let browser: Browser;
  let url = '';
  const errors: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const file = { '/token.js': 'text/javascript', '/token.css': 'text/css' }[pathname];
    if (file !== undefined) {
      void readFile(fileURLToPath(new URL(pathname.slice(1), DIST))).then(
        (body) => response.writeHead(200, { 'Content-Type': file }).end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    } else if (pathname === '/') {
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(page(searchParams.get('theme') ?? 'light', searchParams.get('language') === 'de'));
    } else response.writeHead(404).end();
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  return {
    /** What went wrong in any page so far: exceptions, console errors, violations of the content security policy. */
    errors,
    async open(
      token: string,
      {
        theme = 'light',
        origin,
        size = [1280, 900],
        german: inGerman = false,
      }: {
        theme?: ThemeName;
        origin?: TokenOrigin;
        size?: readonly [number, number];
        german?: boolean;
      } = {},
    ): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: size[0], height: size[1] },
        reducedMotion: 'reduce',
        timezoneId: 'Europe/Berlin',
        locale: 'en-US',
      });
      const page = await context.newPage();
      page.on('close', () => void context.close().catch(() => undefined));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      // A request to anywhere but this server would be a leak.
      page.on('request', (request) => {
        if (!request.url().startsWith(url)) errors.push(`asked for ${request.url()}`);
      });
      await page.goto(`${url}?theme=${theme}${inGerman ? '&language=de' : ''}`);
      await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'ready'));
      await show(page, token, origin);
      return page;
    },
  };
}

/** Shows a token, and waits until the view does. */
export async function show(page: Page, token: string, origin?: TokenOrigin): Promise<void> {
  await page.evaluate(([text, how]) => tokenHost.show(text, how), [token, origin] as const);
  await page.getByTestId('standing').waitFor();
}

function page(theme: string, inGerman: boolean): string {
  const nonce = randomBytes(16).toString('base64');
  const html = tokenHtml(
    { script: '/token.js', style: '/token.css', origin: "'self'", ...(inGerman && { words: german, language: 'de' }) },
    nonce,
  );
  const body = THEMES[theme as ThemeName]?.body ?? 'vscode-light';
  return (
    html
      .replace('<body>', `<body class="${body}">`)
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
function themeScript(theme: string): string {
  const declarations = themeStyle(theme).split('; ').filter(Boolean);
  const pairs = declarations.map((each) => [
    each.slice(0, each.indexOf(':')),
    each
      .slice(each.indexOf(':') + 1)
      .replace(/;$/, '')
      .trim(),
  ]);
  return `for (const [name, value] of ${JSON.stringify(pairs)}) document.documentElement.style.setProperty(name, value);`;
}
