import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import { serveSideView } from './page/serve-side.mjs';

/** What stands in for VS Code in the page of a view beside the panel. */
interface FakeSideHost {
  intents: { readonly type: string }[];
  kept: unknown;
  tell(message: unknown): void;
}

declare global {
  var sideHost: FakeSideHost;
}

export type ThemeName = 'light' | 'dark' | 'high-contrast';
export const THEME_NAMES: readonly ThemeName[] = ['light', 'dark', 'high-contrast'];

/**
 * Opens a built view in a real browser, under the policy that it has in VS Code.
 * @param files the name of its script and stylesheet
 */
export function sideViewPages(files: string) {
  let browser: Browser;
  const errors: string[] = [];
  let server: Awaited<ReturnType<typeof serveSideView>>;

  beforeAll(async () => {
    server = await serveSideView(files);
    browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  return {
    /** What went wrong in any page so far: exceptions, console errors, violations of the content security policy. */
    errors,
    async open({
      theme = 'light',
      size = [1280, 720] as readonly [number, number],
      density = 1,
      language = '',
    } = {}): Promise<Page> {
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
        if (!request.url().startsWith(server.url)) errors.push(`asked for ${request.url()}`);
      });
      await page.goto(`${server.url}?theme=${theme}${language === '' ? '' : `&language=${language}`}`);
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
