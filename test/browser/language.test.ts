import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { explain } from '../../src/jwt';
import type { ChartsState } from '../../src/model/charts-protocol';
import type { StoreIntent } from '../../src/model/store-protocol';
import type { Verified } from '../../src/model/token-protocol';
import { panelPages } from './panel-page';
import { recordedTruth } from './recorded-truth';
import { page as told, readTutorial } from './recorded-tutorial';
import { sideViewPages, tell } from './side-view-page';
import { tokenPages } from './token-page';

/** Every text of ours that has another one in German. */
const ENGLISH = new Set(Object.entries(german).flatMap(([english, text]) => (english === text ? [] : [english])));

/** Everything in sight that a person reads or hears, and what of it is cut off. */
async function seen(page: Page): Promise<{ readonly said: string[]; readonly cut: string[] }> {
  return page.evaluate(() => {
    const said: string[] = [];
    const cut: string[] = [];
    // A token, a body, an excerpt or what stands on a key is not ours to translate.
    const isData = (element: Element): boolean =>
      element.closest('pre, code, kbd, dd, .log-kind, .token-text') !== null;
    for (const element of document.querySelectorAll<HTMLElement>('body *:not(script, style)')) {
      if (isData(element) || !element.checkVisibility()) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) said.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
      const { overflowX } = getComputedStyle(element);
      const hides = overflowX === 'hidden' || overflowX === 'clip';
      if (element.matches('button, button *, label, h1, h2, summary, th, [role="tab"]')) {
        // What ends in "…" on purpose has the whole of it in a tooltip; a hidden text is one pixel wide.
        const isCut = hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
        if (isCut && element.closest('[title]') === null) cut.push(element.textContent.trim());
      }
      if (element.matches('[role="columnheader"], th') && element.scrollWidth > element.clientWidth + 1) {
        cut.push(element.textContent.trim());
      }
    }
    return { said: said.map((text) => text.trim()).filter((text) => text !== ''), cut };
  });
}

/**
 * Nothing of ours is left in English, nothing sticks out, and no word of a button is cut off.
 * @param isOwn true for what a tutorial says itself, in the language that it is written in
 */
async function expectGerman(page: Page, name: string, isOwn = (_: string): boolean => false): Promise<void> {
  const { said, cut } = await seen(page);
  expect(said.length, name).toBeGreaterThan(1);
  expect(
    said.filter((text) => ENGLISH.has(text) && !isOwn(text)),
    name,
  ).toEqual([]);
  expect(cut, name).toEqual([]);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
}

describe('the panel in another language', () => {
  const pages = panelPages();

  it('says everything around the diagram in it', async () => {
    const page = await pages.open({ shown: 60, language: 'de' });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    const { said } = await seen(page);
    for (const word of ['Abspielen', 'Schritt', 'Die Anfrage überspringen', 'Nachricht', 'Roh', 'Dieb', 'Speicher']) {
      expect(said).toContain(word);
    }
    await expectGerman(page, 'the diagram');
    await page.close();
  });

  it.each(['stateful', 'stateless', 'balanced', 'killed'])('tells of the run "%s" in it', async (trace) => {
    const page = await pages.open({ trace, shown: 'all', language: 'de' });
    for (const tab of ['message', 'checks', 'code', 'raw', 'log']) {
      await page.locator(`#tab-${tab}`).click();
      await expectGerman(page, `${trace}, ${tab}`);
    }
    await page.close();
  });

  it.each([
    ['breakpoints', 'k'],
    ['legend', 'l'],
    ['clock', 'c'],
    ['deployment', 'd'],
    ['help', '?'],
    ['failures', 'f'],
    ['menu', 'x'],
  ])('has its form "%s" in it', async (name, key) => {
    const page = await pages.open({ shown: 60, language: 'de' });
    await page.keyboard.press(key);
    await expectGerman(page, name);
    await page.close();
  });

  it('asks in it what should go wrong, and how', async () => {
    const page = await pages.open({ shown: 60, language: 'de' });
    await page.getByTestId('inject').click();
    for (const head of await page.locator('.fault-head').all()) {
      await head.click();
      await expectGerman(page, (await head.textContent()) ?? '');
    }
    await page.close();
  });

  it('welcomes in it', async () => {
    const page = await pages.open({ run: 'none', language: 'de' });
    await expectGerman(page, 'welcome');
    await page.close();
  });

  it('cuts nothing off at 200 % zoom, where words are longer', async () => {
    const page = await pages.open({ shown: 60, language: 'de', size: [640, 360] });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
    for (const name of ['play', 'step', 'step-over', 'breakpoints', 'clock', 'inject', 'help']) {
      const box = await page.getByTestId(name).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999), name).toBeLessThanOrEqual(640);
    }
    await page.close();
  });

  it('shows the parts of a token in their colors, whatever they are called', async () => {
    const page = await pages.open({ trace: 'stateless', shown: 38, language: 'de' });
    const marks = await page.$$eval('.parts span', (parts) => parts.map((part) => part.getAttribute('data-mark')));
    for (const mark of marks) expect(['header', 'claims', 'signature']).toContain(mark);
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('the token view in another language', () => {
  const pages = tokenPages();
  const encode = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const token = [encode({ alg: 'HS256', typ: 'JWT' }), encode({ sub: 'alice', exp: 1 }), encode('s'.repeat(32))].join(
    '.',
  );

  it('says everything in it, checks and keys included', async () => {
    const page = await pages.open(token, { german: true });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.locator('summary').first().click();
    await expectGerman(page, 'token');
    const { verdict, checks } = explain(token, { now: 2, key: 'secret', verifySignature: () => true });
    const key = { description: 'Shared secret', fingerprint: 'f00', how: '', notes: [], alternatives: [] };
    await page.getByTestId('verify').click();
    await page.evaluate(
      (verified) => {
        const asked = tokenHost.intents.findLast((intent) => intent.type === 'verify');
        tokenHost.tell({ type: 'verified', request: asked?.type === 'verify' ? asked.request : 0, verified });
      },
      { verdict, checks, key } satisfies Verified,
    );
    await page.getByTestId('checks').waitFor();
    await expectGerman(page, 'verified');
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('the store in another language', () => {
  const pages = sideViewPages('store');

  it('says everything in it', async () => {
    const page = await pages.open({ language: 'de' });
    const facts = { kind: 'sqlite', about: '', prefix: null, changes: 'free', why: null, expires: true } as const;
    const card = { title: 'Session store of the demo', facts, demo: true };
    await tell(page, { type: 'show', revision: 1, card, sentence: null, again: false, now: 0 });
    await page.waitForFunction(() => sideHost.intents.some(({ type }) => type === 'page'));
    const intents = (await page.evaluate(() => sideHost.intents)) as StoreIntent[];
    const asked = intents.findLast((intent) => intent.type === 'page');
    const row = { id: 's0000', user: 'alice', preview: '{}', readable: true, bytes: 20, end: 90_000 };
    const rows = [
      row,
      { ...row, id: 's0001', user: null, end: null },
      { ...row, id: 's0002', readable: false, end: -1 },
    ];
    await tell(page, { type: 'page', request: asked?.request, page: { rows, next: null, looked: 3, keys: null } });
    await page.getByTestId('row').first().waitFor();
    await expectGerman(page, 'store');
    await page.getByTestId('row').first().click();
    await page.getByTestId('detail').waitFor();
    await expectGerman(page, 'session');
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('the truth table in another language', () => {
  const pages = sideViewPages('truth');

  it('says everything in it', async () => {
    const page = await pages.open({ language: 'de' });
    await tell(page, await recordedTruth());
    await page.getByTestId('grid').waitFor();
    await expectGerman(page, 'truth');
    await page.getByTestId('id-rotated/memory').click();
    await expectGerman(page, 'cell');
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('the charts in another language', () => {
  const pages = sideViewPages('charts');

  it('say everything in it', async () => {
    const page = await pages.open({ language: 'de' });
    const text = await readFile(new URL('traces/charts.json', import.meta.url), 'utf8');
    await tell(page, { type: 'state', state: JSON.parse(text) as ChartsState });
    await page.getByTestId('chart-memory').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expectGerman(page, 'charts');
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('a tutorial in another language', () => {
  const pages = sideViewPages('tutorial');

  it('has everything but its own text in it', async () => {
    const page = await pages.open({ language: 'de', size: [300, 800] });
    const read = await readTutorial('stateful-login');
    const astray = { sentence: 'The lab broke off, and the demo with it.', way: 'Play up to here again' };
    for (const message of [
      told(read, 0),
      told(read, 1, { hints: 1 }, { astray }),
      told(read, 1, { phase: 'done' }),
      told(read, read.tutorial.steps.length),
      { type: 'show', shown: null } as const,
    ]) {
      await tell(page, message);
      const heading = message.shown ? message.shown.heading : 'Kein Tutorial ist offen.';
      await page.waitForFunction(
        (words) => [...document.querySelectorAll('h1')].some((each) => each.textContent === words),
        german[heading as keyof typeof german] ?? heading,
      );
      const own = JSON.stringify(message);
      await expectGerman(page, heading, (text) => own.includes(text));
    }
    await page.close();
  });

  it('is in it throughout where it was translated, terms included', async () => {
    const page = await pages.open({ language: 'de', size: [300, 800] });
    const source = await readFile(new URL('../../src/content/tutorials/stateful-login.de.md', import.meta.url), 'utf8');
    const read = await readTutorial('stateful-login', source);
    for (const [index, { title }] of read.tutorial.steps.entries()) {
      await tell(page, told(read, index, { hints: 1 }));
      await page.locator('h1', { hasText: title }).waitFor();
      await expectGerman(page, title);
    }
    await tell(page, told(read, 0));
    await page.locator('.term').first().hover();
    await page.getByText('Wo ein Server seine Sitzungen aufbewahrt').waitFor();
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});
