import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import { viewHtml } from '../../src/vscode/view-html';
import { THEMES, themeStyle } from './page/themes.mjs';

/** What stands in for VS Code in the page of a view beside the panel. */
interface FakeSideHost {
  intents: { readonly type: string }[];
  kept: unknown;
  tell(message: unknown): void;
}

declare global {
  var sideHost: FakeSideHost;
}

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

export type ThemeName = 'light' | 'dark' | 'high-contrast';
export const THEME_NAMES: readonly ThemeName[] = ['light', 'dark', 'high-contrast'];

const DIST = new URL('../../dist/webview/', import.meta.url);

/**
 * Opens a built view in a real browser, under the policy that it has in VS Code.
 * @param files the name of its script and stylesheet
 */
export function sideViewPages(files: string) {
  let browser: Browser;
  let url = '';
  const errors: string[] = [];
  const types: Readonly<Record<string, string>> = {
    [`/${files}.js`]: 'text/javascript',
    [`/${files}.css`]: 'text/css',
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const type = types[pathname];
    if (type !== undefined) {
      void readFile(fileURLToPath(new URL(pathname.slice(1), DIST))).then(
        (body) => response.writeHead(200, { 'Content-Type': type }).end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    } else if (pathname === '/') {
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(page(files, (searchParams.get('theme') ?? 'light') as ThemeName));
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
    async open({ theme = 'light', size = [1280, 720] as readonly [number, number], density = 1 } = {}): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: size[0], height: size[1] },
        deviceScaleFactor: density,
        reducedMotion: 'reduce',
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
      await page.goto(`${url}?theme=${theme}`);
      await page.waitForFunction(() => sideHost.intents.some(({ type }) => type === 'ready'));
      return page;
    },
  };
}

/** Hands the view a message of the host. */
export async function tell(page: Page, message: unknown): Promise<void> {
  await page.evaluate((each) => sideHost.tell(each), message);
}

/** What the view asked of its host, `ready` left out. */
export async function asked(page: Page): Promise<{ readonly type: string }[]> {
  return page.evaluate(() => sideHost.intents.filter(({ type }) => type !== 'ready'));
}

/** What axe has to say, one line each. */
export async function violations(page: Page): Promise<string[]> {
  const results = await new AxeBuilder({ page }).analyze();
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

function page(files: string, theme: ThemeName): string {
  const nonce = randomBytes(16).toString('base64');
  const html = viewHtml('Auth Lab', { script: `/${files}.js`, style: `/${files}.css`, origin: "'self'" }, nonce);
  return (
    html
      .replace('<body>', `<body class="${THEMES[theme].body}">`)
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
function themeScript(theme: ThemeName): string {
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
