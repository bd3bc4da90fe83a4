import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import type { Trace } from '../../src/model';
import type { HostMessage, ViewIntent } from '../../src/model/view-protocol';
import { recorded, servePanel } from './page/serve.mjs';

/** What the page's stand-in for VS Code lets a test do; see page/fake-host.js. */
interface FakeHost {
  intents: ViewIntent[];
  visible: boolean;
  at: number;
  trace: Trace;
  run: { id: string };
  notice: unknown;
  tell(message: HostMessage | Record<string, unknown>): void;
  set(change: Record<string, unknown>): void;
  advance(): void;
  snapshot(): void;
}

declare global {
  var fakeHost: FakeHost;
  var goIdle: () => void;
}

export interface Opened {
  /** A recorded trace by name, or one made for the test. */
  readonly trace?: string | Trace;
  readonly theme?: 'light' | 'dark' | 'high-contrast';
  /** How many events have happened already. */
  readonly shown?: number | 'all';
  readonly run?: 'none';
  /** A language besides English. */
  readonly language?: string;
  readonly size?: readonly [width: number, height: number];
  readonly reducedMotion?: boolean;
  /** The page is never idle until `goIdle` is called in it. */
  readonly busy?: boolean;
  /** A file of the page that cannot be had. */
  readonly missing?: string;
}

/** Opens the built panel in a real browser, once for all tests of a file. */
export function panelPages() {
  const made = new Map<string, Trace>();
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePanel>>;
  const errors: string[] = [];

  beforeAll(async () => {
    server = await servePanel({ traceOf: async (name) => [...(made.get(name) ?? (await trace(name)))] });
    browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  return {
    /** What went wrong in any page so far: exceptions, console errors, violations of the content security policy. */
    errors,
    async open({
      trace: wanted = 'stateful',
      theme = 'light',
      shown = 0,
      run,
      language,
      size = [1280, 720],
      reducedMotion = true,
      busy = false,
      missing,
    }: Opened = {}): Promise<Page> {
      const name = typeof wanted === 'string' ? wanted : `made-${made.size}`;
      if (typeof wanted !== 'string') made.set(name, wanted);
      const [width, height] = size;
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      });
      const page = await context.newPage();
      if (busy) await page.addInitScript(holdIdle);
      if (missing !== undefined) await page.route(`**/${missing}`, (route) => route.abort());
      page.on('close', () => void context.close().catch(() => undefined));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      const query = new URLSearchParams({
        trace: name,
        theme,
        shown: String(shown),
        ...(run ? { run } : {}),
        ...(language ? { language } : {}),
      });
      await page.goto(`${server.url}?${query.toString()}`);
      await page.waitForSelector('[data-phase]');
      if (run !== 'none' && shown !== 0) await settled(page);
      return page;
    },
    /** The page again, as after a reload of the window: what was kept is still there. */
    async reload(page: Page): Promise<void> {
      const url = new URL(page.url());
      url.searchParams.set('state', 'keep');
      const [at, id] = await page.evaluate(() => [fakeHost.at, fakeHost.run.id] as const);
      url.searchParams.set('shown', String(at));
      url.searchParams.set('runId', id);
      await page.goto(url.href);
      await settled(page);
    },
  };
}

/** Runs in the page. */
function holdIdle(): void {
  const idle = window.requestIdleCallback.bind(window);
  const held: Parameters<typeof idle>[] = [];
  window.requestIdleCallback = (...asked) => held.push(asked);
  window.goIdle = () => {
    window.requestIdleCallback = idle;
    for (const asked of held) idle(...asked);
  };
}

export async function trace(name: string): Promise<Trace> {
  return (await recorded(name)) as Trace;
}

/** Waits until what is in sight is drawn and explained. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('.press[aria-current]') !== null && document.querySelector('.segment[data-bare]') === null,
  );
  await page.waitForFunction(() => {
    const number = document.querySelector('.press[aria-current]')?.closest('li')?.querySelector('.number')?.textContent;
    return document.querySelector('.step-number')?.textContent === number;
  });
}

/** Everything that stands in the diagram, from top to bottom. */
export async function written(page: Page): Promise<{ seq: number; label: string }[]> {
  return page.$$eval('.press[data-testid]', (items) =>
    items.map((item) => ({ seq: Number((item as HTMLElement).dataset['seq']), label: item.textContent })),
  );
}

/** What the panel asked of its host, without the frequent ones that only keep it informed. */
export async function intents(page: Page): Promise<ViewIntent[]> {
  return page.evaluate(() => fakeHost.intents.filter(({ type }) => type !== 'selected' && type !== 'ready'));
}

/** Shows so many items in all, one step after the other. */
export async function stepTo(page: Page, count: number): Promise<void> {
  while ((await page.locator('.press[data-testid]').count()) < count) {
    const before = await page.locator('.press[data-testid]').count();
    await page.getByTestId('step').click();
    await page.waitForFunction((least) => document.querySelectorAll('.press[data-testid]').length > least, before);
  }
  await settled(page);
}
