import { chromium } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { ensureChromium } from '../../../scripts/setup/chromium.mjs';
import { root } from '../../../scripts/setup/paths.mjs';
import { THEMES, themeStyle } from '../../browser/page/themes.mjs';

const ORIGIN = 'http://bench.test';
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css' };

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run'];

const PANEL = `<!DOCTYPE html>
<html lang="en" style="${themeStyle('dark').replaceAll('"', "'")}">
  <meta charset="utf-8">
  <link rel="stylesheet" href="/panel/main.css">
  <link rel="modulepreload" href="/panel/mermaid.js">
  <body class="${THEMES.dark.body}">
    <div id="root"></div>
    <script src="/run.js"></script>
    <script src="/programs/panel-host.js"></script>
    <script type="module" src="/panel/main.js"></script>
  </body>
</html>`;

const WHOLE_DIAGRAM = `<!DOCTYPE html>
<html lang="en">
  <meta charset="utf-8">
  <body>
    <script src="/run.js"></script>
    <script type="module">
      import mermaid from '/mermaid/mermaid.esm.min.mjs';
      window.mermaid = mermaid;
    </script>
    <script type="module" src="/programs/whole-diagram.js"></script>
  </body>
</html>`;

/** A browser with the two pages that are measured. Nothing is served: the browser asks us for each file. */
export class BenchPages {
  #browser;
  #folders;
  #run = {};

  /** @param {{ product: string, programs: string }} folders */
  constructor({ product, programs }) {
    this.#folders = {
      '/panel/': join(product, 'dist', 'webview'),
      '/programs/': join(programs, 'webview'),
      '/mermaid/': join(root, 'node_modules', 'mermaid', 'dist'),
    };
  }

  async open() {
    this.#browser = await chromium.launch({ executablePath: await ensureChromium(), args: ARGUMENTS });
  }

  /**
   * Opens a page afresh and does something in it.
   *
   * @template T
   * @param {'/panel' | '/whole-diagram'} path
   * @param {import('./long-run').LongRun} run
   * @param {(page: import('playwright-core').Page) => Promise<T>} act begins before the page has drawn anything
   * @returns {Promise<T>}
   */
  async visit(path, run, act) {
    this.#run = run;
    // A profile of its own, and so a process: what the page before left behind would be counted for this one.
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    try {
      await page.route(`${ORIGIN}/**`, async (route) =>
        route.fulfill(await this.#answer(new URL(route.request().url()).pathname)),
      );
      await page.goto(ORIGIN + path);
      return await act(page);
    } finally {
      await context.close();
    }
  }

  /**
   * Opens a page afresh and takes the steps of a run.
   *
   * @param {'/panel' | '/whole-diagram'} path
   * @param {import('./long-run').LongRun} run
   * @returns {Promise<{ opened: number, atOpening: number, steps: number[], longest: number }>} milliseconds: until the
   *   run stood there and its longest task, each step, and the longest task of all
   */
  async steps(path, run) {
    return this.visit(path, run, async (page) => {
      const opened = await page.evaluate(() => window.bench.ready());
      const atOpening = await page.evaluate(() => window.bench.longest());
      const steps = [];
      for (let step = 0; step < run.steps.length; step += 1) steps.push(await page.evaluate(() => window.bench.step()));
      const longest = await page.evaluate(() => window.bench.longest());
      return { opened, atOpening, steps, longest };
    });
  }

  async close() {
    await this.#browser?.close();
  }

  async #answer(path) {
    if (path === '/panel') return { contentType: 'text/html', body: PANEL };
    if (path === '/whole-diagram') return { contentType: 'text/html', body: WHOLE_DIAGRAM };
    if (path === '/run.js')
      return { contentType: 'text/javascript', body: `window.benchRun = ${JSON.stringify(this.#run)};` };
    const [prefix, folder] = Object.entries(this.#folders).find(([start]) => path.startsWith(start)) ?? [];
    if (folder === undefined) return { status: 404 };
    const file = normalize(join(folder, path.slice(prefix.length)));
    return { contentType: TYPES[extname(file)] ?? 'application/octet-stream', body: await readFile(file) };
  }
}
