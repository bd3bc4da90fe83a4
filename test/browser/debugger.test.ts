import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { diagram, type Item } from '../../src/projections/diagram';
import { intents, panelPages, settled, trace, written } from './panel-page';

const items = async (name: string, shown?: number): Promise<Item[]> =>
  diagram((await trace(name)).slice(0, shown)).sections.flatMap((section) => section.items);
const lastIntent = async (page: Page, type: string): Promise<unknown> =>
  page.evaluate((wanted) => fakeHost.intents.findLast((intent) => intent.type === wanted), type);
const selected = (page: Page): Promise<string | null> =>
  page.locator('.press[aria-current]').first().getAttribute('data-seq');

describe('breakpoints', () => {
  const pages = panelPages();

  it('are set on a message by its number, by a key and by its menu, and taken away again', async () => {
    const page = await pages.open({ shown: 60 });
    const seq = (await written(page)).at(-3)!.seq;
    const kind = (await trace('stateful'))[seq]!.kind;
    const nth = (await trace('stateful')).slice(0, seq + 1).filter((event) => event.kind === kind).length;
    const number = page.locator(`.item[data-seq="${seq}"] .number`);
    await number.click();
    expect(await lastIntent(page, 'breakpoints')).toEqual({ type: 'breakpoints', breakpoints: [{ kind, nth }] });
    await expect.poll(() => number.getAttribute('data-stops')).toBe('');
    expect(await page.locator(`.press[data-seq="${seq}"]`).getAttribute('aria-label')).toContain(', breakpoint');

    await page.locator(`.press[data-seq="${seq}"]`).click();
    await page.keyboard.press('p');
    expect(await lastIntent(page, 'breakpoints')).toEqual({ type: 'breakpoints', breakpoints: [] });
    await page.keyboard.press('x');
    await page.getByTestId('menu-breakpoint').click();
    await expect.poll(() => number.getAttribute('data-stops')).toBe('');
    await page.close();
  });

  it('are set on kinds of events, all refusals at once, and removed together', async () => {
    const page = await pages.open({ shown: 60 });
    await page.keyboard.press('k');
    await page.getByTestId('break-store.asked').check();
    await page.getByTestId('break-refusals').check();
    const set = (await lastIntent(page, 'breakpoints')) as { breakpoints: { kind: string }[] };
    expect(set.breakpoints.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['store.asked', 'token.rejected', 'cookie.rejected', 'refresh.reused']),
    );
    await page.getByTestId('remove-breakpoints').click();
    expect(await lastIntent(page, 'breakpoints')).toEqual({ type: 'breakpoints', breakpoints: [] });
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('breakpoints');
    await page.close();
  });

  it('say why the run holds', async () => {
    const page = await pages.open({ shown: 60 });
    await page.evaluate(() => fakeHost.set({ heldBy: { kind: 'store.answered' } }));
    await expect.poll(() => page.locator('.phase').innerText()).toBe('Held at a breakpoint: the session store answers');
    await page.close();
  });

  it('outlive a restart', async () => {
    const page = await pages.open({ shown: 60 });
    await page.keyboard.press('p');
    await page.keyboard.press('r');
    await expect.poll(() => page.getByTestId('breakpoints').getAttribute('aria-label')).toBe('Breakpoints: 1');
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('stepping over', () => {
  const pages = panelPages();

  it('asks the lab for the whole exchange now, and moves by exchanges in the past', async () => {
    const page = await pages.open({ shown: 60 });
    await page.getByTestId('step-over').click();
    expect(await intents(page)).toEqual([{ type: 'stepOver' }]);
    await settled(page);
    const requests = (await trace('stateful')).filter(({ kind }) => kind === 'request.sent').map(({ seq }) => seq);
    await page.keyboard.press('Home');
    const newest = async (): Promise<number | undefined> => (await written(page)).at(-1)?.seq;
    for (const seq of requests.slice(0, 3)) {
      await page.keyboard.press('Shift+ArrowRight');
      await expect.poll(newest).toBe(seq);
    }
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(newest).toBe(requests[1]);
    expect(await intents(page)).toEqual([{ type: 'stepOver' }]);
    await page.close();
  });

  it('goes slower and faster by keys', async () => {
    const page = await pages.open({ shown: 20 });
    const shows = (pace: number): Promise<void> =>
      expect.poll(() => page.getByTestId('pace').inputValue()).toBe(String(pace));
    await page.keyboard.press('>');
    await shows(250);
    expect(await intents(page)).toEqual([{ type: 'pace', pace: 250 }]);
    // A key goes from the speed that was asked for last, whether the lab has answered or not.
    await page.keyboard.press('<');
    await page.keyboard.press('<');
    await page.keyboard.press('<');
    await shows(1_600);
    expect((await intents(page)).slice(1)).toEqual([
      { type: 'pace', pace: 700 },
      { type: 'pace', pace: 1_600 },
    ]);
    await page.close();
  });

  it('runs on to the next message like the selected one', async () => {
    const page = await pages.open({ shown: 60 });
    const seq = (await written(page)).at(-2)!.seq;
    await page.locator(`.press[data-seq="${seq}"]`).click();
    await page.keyboard.press('t');
    expect(await intents(page)).toEqual([{ type: 'runOn', seq }]);
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('folding', () => {
  const pages = panelPages();

  it('leaves the request and the response of an exchange, with a count, and opens at a press', async () => {
    const page = await pages.open({ shown: 'all' });
    const all = await items('stateful');
    const exchange = all.findLast((item) => item.type === 'message')?.exchange;
    const own = all.filter((item) => item.type === 'message' && item.exchange === exchange);
    await page.locator(`.press[data-seq="${own[0]!.seq}"]`).click();
    await page.keyboard.press('o');
    const fold = page.getByTestId('fold');
    await expect.poll(() => fold.count()).toBe(1);
    expect((await written(page)).length).toBe(all.length - own.length + 3);
    expect(await fold.innerText()).toContain(`${own.length - 2} steps`);
    // Numbers are those of the whole diagram.
    const last = await page.locator('.item').last().locator('.number').innerText();
    expect(last.trim()).toBe(String(all.length));
    await fold.click();
    await expect.poll(async () => (await written(page)).length).toBe(all.length);
    await page.close();
  });

  it('folds what an earlier exchange did just so, and never what was refused', async () => {
    const page = await pages.open({ shown: 'all' });
    const all = await items('stateful');
    await page.keyboard.press('u');
    await expect.poll(() => page.getByTestId('fold').count()).toBeGreaterThan(1);
    const shown = new Set((await written(page)).map(({ seq }) => seq));
    for (const item of all) {
      if (item.tone === 'warn' || item.tone === 'bad' || item.type === 'note') expect(shown).toContain(item.seq);
    }
    await page.keyboard.press('u');
    await expect.poll(async () => (await written(page)).length).toBe(all.length);
    await page.close();
  });

  it('marks the fold in which the selected message lies, and walks over it as one', async () => {
    const page = await pages.open({ shown: 'all' });
    await page.keyboard.press('l');
    await page.getByTestId('fold-all').click();
    await page.keyboard.press('Escape');
    const hidden = (await items('stateful')).at(-2)!.seq;
    await page.evaluate((seq) => fakeHost.tell({ type: 'select', seq }), hidden);
    await expect.poll(() => page.locator('.press[aria-current]').getAttribute('data-testid')).toBe('fold');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.locator('.press[aria-current]').getAttribute('data-testid')).toBe('message');
    await page.close();
  });

  it('keeps bars, lanes and brackets whole', async () => {
    const page = await pages.open({ trace: 'balanced', shown: 'all', size: [1280, 3000] });
    const drawn = (): Promise<number> => page.locator('.picture .arrow, .picture .note').count();
    const all = await items('balanced');
    await page.keyboard.press('l');
    await page.getByTestId('fold-all').click();
    await page.keyboard.press('Escape');
    await expect.poll(drawn).toBeLessThan(all.length);
    await settled(page);
    await expect.poll(async () => (await drawn()) - (await written(page)).length).toBe(0);
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('one selection for all', () => {
  const pages = panelPages();

  it('goes from a held row to its messages, and along them', async () => {
    const page = await pages.open({ shown: 60 });
    const entry = page.locator('.held-box').last().getByTestId('held-entry').first();
    await entry.click();
    await expect.poll(() => entry.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => page.getByTestId('thing').innerText()).toMatch(/^Row .* in message (\d+) of \1$/m);
    const sid = (await trace('stateful')).find((event) => event.kind === 'session.regenerated')!.data as { to: string };
    const withIt = (await trace('stateful'))
      .slice(0, 60)
      .filter((event) => JSON.stringify(event.data).includes(sid.to));
    const first = await selected(page);
    await page.keyboard.press('[');
    await expect.poll(() => selected(page)).not.toBe(first);
    expect(withIt.length).toBeGreaterThan(5);
    const outlined = await page.$$eval(
      '.press .text',
      (texts) => texts.filter((text) => getComputedStyle(text).outlineStyle === 'solid').length,
    );
    expect(outlined).toBeGreaterThan(3);
    await entry.click();
    await expect.poll(() => page.getByTestId('thing').count()).toBe(0);
    await page.close();
  });

  it('goes from a message to what it carries, its line of code and its entry in the log', async () => {
    const page = await pages.open({ shown: 60 });
    const names = await page.getByTestId('link-thing').allInnerTexts();
    expect(names.map((name) => name.trim())).toEqual([
      'Cookie __Host-sid',
      expect.stringMatching(/^Row .* in Session store$/),
    ]);
    expect(await page.locator('.entry[data-linked]').count()).toBe(2);
    await page.getByTestId('link-code').click();
    expect(await lastIntent(page, 'showCode')).toMatchObject({ seq: Number(await selected(page)) });
    await page.getByTestId('link-log').click();
    const entry = page.locator('.log-entry[aria-current]').first();
    await expect.poll(() => entry.innerText()).toContain('response.started');
    await page.close();
  });

  it('goes from an entry of the log, quiet ones too, and from outside of the panel to the message', async () => {
    const page = await pages.open({ shown: 60 });
    const events = await trace('stateful');
    const quiet = events.slice(0, 59).findLast(({ kind }) => kind === 'request.received')!;
    const sent = events.find(({ kind, exchange }) => kind === 'request.sent' && exchange === quiet.exchange)!;
    await page.locator('#tab-log').click();
    await page
      .getByTestId('log-entry')
      .filter({ hasText: `${quiet.seq}` })
      .filter({ hasText: quiet.kind })
      .click();
    await expect.poll(() => selected(page)).toBe(String(sent.seq));
    const answer = events.slice(0, 59).findLast(({ kind }) => kind === 'store.answered')!;
    await page.evaluate((seq) => fakeHost.tell({ type: 'select', seq }), answer.seq);
    await expect.poll(() => selected(page)).toBe(String(answer.seq));
    await page.close();
  });

  it('says why for every answer: each check with its input, and what would turn the verdict', async () => {
    const page = await pages.open({ trace: 'stateless', shown: 'all' });
    await page.locator('#tab-checks').click();
    const pane = page.locator('#pane');
    await expect.poll(() => pane.innerText()).toContain('Refused');
    const text = await pane.innerText();
    for (const words of ['Input: Token', 'Expected', 'Found', 'To be accepted:', 'RFC 7519 §4.1.4']) {
      expect(text).toContain(words);
    }
    await page.close();
  });

  it('copies a request as curl, HTTP and JSON', async () => {
    const page = await pages.open({ shown: 60 });
    const request = (await trace('stateful')).slice(0, 60).findLast(({ kind }) => kind === 'request.sent')!;
    await page.locator(`.press[data-seq="${request.seq}"]`).click();
    await settled(page);
    const copied = async (id: string): Promise<string> => {
      await page.getByTestId(`copy-${id}`).click();
      return ((await lastIntent(page, 'copy')) as { text: string }).text;
    };
    expect(await copied('curl')).toMatch(/^curl 'https:\/\/shop\.example\/profile'/);
    expect(await copied('http')).toMatch(/^GET \/profile HTTP\/1\.1\r\n/);
    expect(JSON.parse(await copied('json'))).toContainEqual(JSON.parse(JSON.stringify(request)));
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});

describe('by hand', () => {
  const pages = panelPages();
  const zoom = (page: Page): Promise<number> =>
    page.$eval('.canvas', (canvas) => Number(getComputedStyle(canvas).zoom));

  it('zooms by a pinch where the pointer is, and fits', async () => {
    const page = await pages.open({ shown: 60 });
    await page.hover('.scroller');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await expect.poll(() => zoom(page)).toBeGreaterThan(1.2);
    await page.keyboard.press('v');
    await expect.poll(() => zoom(page)).toBe(1);
    await page.close();
  });

  it('fits all lanes of a narrow panel', async () => {
    const page = await pages.open({ trace: 'balanced', shown: 100, size: [480, 800] });
    const overflow = (): Promise<number> => page.$eval('.scroller', (box) => box.scrollWidth - box.clientWidth);
    expect(await overflow()).toBeGreaterThan(0);
    await page.keyboard.press('v');
    await expect.poll(overflow).toBeLessThanOrEqual(1);
    await page.close();
  });

  it('is pulled by its empty space', async () => {
    const page = await pages.open({ shown: 'all' });
    const top = (): Promise<number> => page.$eval('.scroller', (box) => box.scrollTop);
    const before = await top();
    const box = (await page.locator('.scroller').boundingBox())!;
    const [x, y] = [box.x + box.width - 60, box.y + box.height - 40];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 30);
    await page.mouse.move(x, y + 120);
    await page.mouse.up();
    expect(before - (await top())).toBeGreaterThan(90);
    await page.close();
  });

  it('resizes the inspector by the pointer and by keys, and keeps its size', async () => {
    const page = await pages.open({ shown: 60 });
    const width = async (): Promise<number> => (await page.locator('.inspector').boundingBox())!.width;
    const before = await width();
    const bar = (await page.getByTestId('splitter').boundingBox())!;
    await page.mouse.move(bar.x, bar.y + 100);
    await page.mouse.down();
    await page.mouse.move(bar.x - 120, bar.y + 100);
    await page.mouse.up();
    expect((await width()) - before).toBeGreaterThan(110);
    await page.getByTestId('splitter').focus();
    await page.keyboard.press('ArrowRight');
    const after = await width();
    await pages.reload(page);
    expect(await width()).toBeCloseTo(after, 0);
    await page.getByTestId('splitter').focus();
    await page.keyboard.press('Home');
    expect(await width()).toBeCloseTo(before, 0);
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});
