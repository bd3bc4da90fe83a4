// npm run screens: pictures of each view in every theme and size, to be looked at; npm run screens -- token store: only these; npm run screens -- de why: in German.
import { build } from 'esbuild';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { recorded, servePanel } from '../test/browser/page/serve.mjs';
import { serveSideView } from '../test/browser/page/serve-side.mjs';
import { webviewBuilds } from './build/webview.mjs';
import { ensureChromium } from './setup/chromium.mjs';

const [asked = '', ...rest] = process.argv.slice(2);
const language = asked === 'de' ? asked : '';
const chosen = language === '' ? process.argv.slice(2) : rest;
const inLanguage = language === '' ? '' : `&language=${language}`;
const folder = fileURLToPath(new URL('../.out/screens', import.meta.url));

/** What is shown, by page parameters, and what is done before the picture is taken. */
const VIEWS = {
  welcome: { query: 'run=none' },
  live: { query: 'shown=60' },
  past: { query: 'shown=60', keys: ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'] },
  why: { query: 'shown=42', click: '#tab-checks' },
  token: { query: 'trace=stateless&shown=38' },
  killed: { query: 'trace=killed&shown=55' },
  failures: { query: 'shown=60', keys: ['f'], click: '[data-testid="fault-delay"]' },
  servers: { query: 'trace=balanced&shown=150' },
  menu: { query: 'trace=balanced&shown=150', click: '[data-testid="lane-app-2"]' },
  clock: { query: 'shown=60', keys: ['c'] },
  deployment: { query: 'shown=60', keys: ['d'] },
  keys: { query: 'shown=60', keys: ['?'] },
  breakpoints: { query: 'shown=60', keys: ['p', 'k'], click: '[data-testid="break-refusals"]' },
  legend: { query: 'shown=60', keys: ['l'] },
  repeats: { query: 'shown=all', keys: ['u'] },
  folded: { query: 'trace=balanced&shown=all', keys: ['l'], click: '[data-testid="fold-all"]', then: ['Escape'] },
  linked: { query: 'shown=100', click: '[data-testid="link-thing"]' },
  log: { query: 'shown=60', click: '#tab-log' },
  refused: { query: 'trace=stateless&shown=all', click: '#tab-checks' },
  german: { query: 'shown=60&language=de' },
};

/** Views beside the panel, and what fills them, as the host would say it. */
const SIDE_VIEWS = {
  charts: async (page) => tell(page, { type: 'state', state: await recorded('charts') }),
  truth: async (page) => tell(page, await (await bundled('recorded-truth.ts')).recordedTruth()),
  'tutorial opening': async (page) => tell(page, await tutorialPage(0)),
  'tutorial step': async (page) => tell(page, await tutorialPage(3, { hints: 1 })),
  'token view': async (page) => {
    await tell(page, { type: 'show', revision: 1, token: await someToken(), origin: { type: 'found' }, keys: [] });
    await page.getByTestId('standing').waitFor();
  },
  'store view': async (page) => {
    await tell(page, STORE);
    await page.waitForFunction(() => globalThis.sideHost.intents.at(-1)?.type === 'page');
    const request = await page.evaluate(() => globalThis.sideHost.intents.at(-1).request);
    await tell(page, { type: 'page', request, page: { rows: ROWS, next: null, looked: ROWS.length, keys: null } });
    await page.getByTestId('row').first().waitFor();
  },
};

const NINE = Date.UTC(2026, 0, 5, 9);
const STORE = {
  type: 'show',
  revision: 1,
  card: {
    title: 'Session store of the demo',
    facts: { kind: 'memory', about: '', prefix: null, changes: 'free', why: null, expires: true },
    demo: true,
  },
  sentence: null,
  again: false,
  now: NINE,
};
const ROWS = ['alice', 'bob', 'mallory'].map((user, index) => ({
  id: `q7Zt0wVb${user}Kd31x`,
  user,
  preview: JSON.stringify({ cookie: { path: '/', httpOnly: true, originalMaxAge: 1_800_000 }, user }),
  bytes: 128 + index,
  end: NINE + (index + 1) * 600_000,
  readable: true,
}));

/** 640 × 360 at twice the density is what a 1280 × 720 window is at 200 %. */
const SIZES = { wide: [1280, 720, 1], narrow: [480, 860, 1], zoomed: [640, 360, 2] };

await Promise.all(webviewBuilds({ production: true }).map((options) => build(options)));
await mkdir(folder, { recursive: true });
const { url, close } = await servePanel();
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const [size, [width, height, deviceScaleFactor]] of Object.entries(SIZES)) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor,
      reducedMotion: 'reduce',
    });
    for (const theme of ['light', 'dark', 'high-contrast']) {
      for (const [name, { query, keys = [], click, then = [] }] of Object.entries(VIEWS)) {
        if (!isChosen(name)) continue;
        const page = await context.newPage();
        await page.goto(`${url}?theme=${theme}&${query}${inLanguage}`);
        await page.waitForSelector(name === 'welcome' ? '.choice' : '.step-number');
        await page.waitForFunction(() => !document.querySelector('.segment[data-bare]'));
        for (const key of keys) await page.keyboard.press(key);
        if (click) await page.click(click);
        for (const key of then) await page.keyboard.press(key);
        // Two frames: one to draw, one to explain.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.waitForFunction(() => !document.querySelector('.segment[data-bare]'));
        await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`) });
        await page.close();
      }
    }
    for (const theme of ['light', 'dark', 'high-contrast']) {
      if (isChosen('comparison')) await comparison(context, theme, join(folder, `comparison-${theme}-${size}.png`));
      for (const [name, fill] of Object.entries(SIDE_VIEWS)) {
        if (!isChosen(name)) continue;
        await sideView(context, name, theme, fill, join(folder, `${name.replace(' ', '-')}-${theme}-${size}.png`));
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await close();
}
process.stdout.write(`${folder}\n`);

function isChosen(name) {
  return chosen.length === 0 || chosen.includes(name.split(' ')[0]);
}

/** A module of the browser tests, which says what the host would say by the very code that says it. */
async function bundled(file) {
  const source = new URL(`../test/browser/${file}`, import.meta.url);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    define: { 'import.meta.url': JSON.stringify(source.href) },
    // Packages that are CommonJS ask for Node's own modules in their way.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(source.href)});`,
    },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

async function tutorialPage(index, stand) {
  const { page, readTutorial } = await bundled('recorded-tutorial.ts');
  const file = `../src/content/tutorials/stateful-login.${language}.md`;
  const source = language === '' ? undefined : await readFile(new URL(file, import.meta.url), 'utf8');
  return page(await readTutorial('stateful-login', source), index, stand);
}

/** The token of the recorded stateless run. */
async function someToken() {
  const token = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/.exec(JSON.stringify(await recorded('stateless')));
  if (!token) throw new Error('The recorded run has no token.');
  return token[0];
}

async function tell(page, message) {
  await page.evaluate((each) => globalThis.sideHost.tell(each), message);
}

/** Two runs side by side, in the middle of both. */
async function comparison(context, theme, path) {
  const page = await context.newPage();
  await page.goto(`${url}?theme=${theme}&trace=stateless&shown=all${inLanguage}`);
  await page.waitForSelector('.step-number');
  const branch = { events: await recorded('stateful'), at: -1, pair: await recorded('pair') };
  await page.evaluate((each) => {
    Object.assign(globalThis.fakeHost, { branch: each });
    globalThis.fakeHost.snapshot();
  }, branch);
  await page.click('[data-testid="compare"]');
  await page.waitForFunction(() => document.querySelectorAll('.side .picture svg').length >= 2);
  await page.keyboard.press('End');
  await page.waitForFunction(() => !document.querySelector('.segment[data-bare]'));
  await page.screenshot({ path });
  await page.close();
}

async function sideView(context, name, theme, fill, path) {
  const server = await serveSideView(name.split(' ')[0]);
  const page = await context.newPage();
  await page.goto(`${server.url}?theme=${theme}${inLanguage}`);
  await page.waitForFunction(() => globalThis.sideHost.intents.length > 0);
  await fill(page);
  await page.waitForSelector('main');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path, fullPage: true });
  await page.close();
  server.close();
}
