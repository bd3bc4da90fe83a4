import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { diagram } from '../../src/projections/diagram';
import { inspectEvent } from '../../src/projections/inspector';
import { intents, panelPages, settled, stepTo, trace, written } from './panel-page';

const count = async (page: Page): Promise<number> => (await written(page)).length;

describe('moving through time', () => {
  const pages = panelPages();

  it('steps back and forth without asking the host for anything', async () => {
    const page = await pages.open({ shown: 60 });
    const now = await written(page);
    await page.getByTestId('back').click();
    await page.getByTestId('back').click();
    await settled(page);
    expect(await written(page)).toEqual(now.slice(0, -2));
    await page.getByTestId('step').click();
    await settled(page);
    expect(await written(page)).toEqual(now.slice(0, -1));
    await page.getByTestId('first').click();
    await settled(page);
    expect(await written(page)).toEqual(now.slice(0, 1));
    await page.getByTestId('last').click();
    await settled(page);
    expect(await written(page)).toEqual(now);
    expect(await intents(page)).toEqual([]);
    await page.close();
  });

  it('says that it shows the past, and leads back to now', async () => {
    const page = await pages.open({ shown: 60 });
    expect(await page.getByTestId('past').count()).toBe(0);
    await page.getByTestId('back').click();
    expect(await page.getByTestId('past').innerText()).toMatch(
      /You are looking at the past: message \d+ of \d+\. The server is one message further on\./,
    );
    await page.getByTestId('now').click();
    await expect.poll(() => page.getByTestId('past').count()).toBe(0);
    await page.close();
  });

  it('explains the message at the cursor with what was known then', async () => {
    const page = await pages.open({ shown: 'all' });
    await page.getByTestId('first').click();
    for (let step = 0; step < 6; step += 1) await page.getByTestId('step').click();
    await settled(page);
    const events = await trace('stateful');
    const stops = diagram(events).sections.flatMap(({ items }) => items);
    const until = events.slice(
      0,
      events.findIndex(({ seq }) => seq === stops[7]!.seq),
    );
    expect(await page.getByTestId('sentence').innerText()).toBe(inspectEvent(until, stops[6]!.seq)?.sentence);
    await page.close();
  });

  it('holds the past still while the run goes on', async () => {
    const page = await pages.open({ shown: 40 });
    await page.getByTestId('back').click();
    await settled(page);
    const before = await written(page);
    await page.evaluate(() => fakeHost.advance());
    await expect.poll(() => page.getByTestId('past').innerText()).toContain('2 messages further on');
    expect(await written(page)).toEqual(before);
    await page.close();
  });

  it('moves by the scrubber', async () => {
    const page = await pages.open({ shown: 60 });
    const now = await count(page);
    await page.getByTestId('scrubber').fill('4');
    await settled(page);
    expect(await count(page)).toBe(5);
    expect(await page.getByTestId('scrubber').getAttribute('aria-valuetext')).toMatch(
      new RegExp(`^5 of ${String(now)}: `),
    );
    await page.close();
  });

  it('moves by the commands of the palette', async () => {
    const page = await pages.open({ shown: 60 });
    const now = await count(page);
    const move = (to: string): Promise<void> =>
      page.evaluate((where) => fakeHost.tell({ type: 'move', to: where }), to);
    await move('back');
    await expect.poll(() => count(page)).toBe(now - 1);
    await move('first');
    await expect.poll(() => count(page)).toBe(1);
    await move('last');
    await expect.poll(() => count(page)).toBe(now);
    await move('step');
    await expect.poll(() => intents(page)).toEqual([{ type: 'step' }]);
    await page.close();
  });

  it('marks what the newest step changed in what everyone holds, and shows it again on the way back', async () => {
    const events = await trace('stateful');
    const kept = events.find(({ kind }) => kind === 'cookie.stored')!;
    const page = await pages.open({ shown: kept.seq + 1 });
    const box = page.locator('.held-box').filter({ hasText: 'Browser holds' });
    await expect.poll(() => box.locator('.entry').getAttribute('data-change')).toBe('added');
    await page.getByTestId('back').click();
    await expect.poll(() => box.innerText()).toContain('nothing');
    await page.getByTestId('step').click();
    await expect.poll(() => box.locator('.entry').getAttribute('data-change')).toBe('added');
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('what it holds and what it was told', () => {
  const pages = panelPages();

  it('asks for everything again when something is missing, and then shows it', async () => {
    const page = await pages.open({ shown: 20 });
    await page.evaluate(() => {
      fakeHost.visible = false;
      fakeHost.advance();
      fakeHost.visible = true;
      fakeHost.advance();
    });
    await expect.poll(() => intents(page)).toEqual([{ type: 'resync' }]);
    const events = await trace('stateful');
    const at = await page.evaluate(() => fakeHost.at);
    await expect
      .poll(() => count(page))
      .toBe(diagram(events.slice(0, at)).sections.flatMap(({ items }) => items).length);
    await page.close();
  });

  it('takes what it has already only once', async () => {
    const page = await pages.open({ shown: 20 });
    const before = await written(page);
    await page.evaluate(() => {
      const events = fakeHost.trace.slice(10, 20);
      fakeHost.tell({ type: 'appended', run: fakeHost.run.id, from: 10, events: [...events] });
    });
    await stepTo(page, before.length + 1);
    expect((await written(page)).slice(0, before.length)).toEqual(before);
    expect((await intents(page)).filter(({ type }) => type === 'resync')).toEqual([]);
    await page.close();
  });

  it('ignores another run, and asks about it', async () => {
    const page = await pages.open({ shown: 20 });
    const before = await written(page);
    await page.evaluate(() => fakeHost.tell({ type: 'appended', run: 'somebody-else', from: 20, events: [] }));
    await expect.poll(() => intents(page)).toEqual([{ type: 'resync' }]);
    expect(await written(page)).toEqual(before);
    await page.close();
  });

  it('reports a message of the wrong shape, asks for everything again and goes on', async () => {
    const page = await pages.open({ shown: 20 });
    for (const message of [
      { type: 'nonsense' },
      { type: 'appended', run: 'run-1', from: 'x', events: [{}] },
      null,
      7,
    ]) {
      await page.evaluate((each) => window.postMessage(each, '*'), message);
    }
    await expect.poll(() => intents(page)).toEqual(Array(4).fill({ type: 'resync' }));
    expect(pages.errors.length).toBe(4);
    expect(pages.errors[0]).toContain('A message of the host has the wrong shape');
    pages.errors.length = 0;
    await stepTo(page, (await written(page)).length + 1);
    await page.close();
  });

  it('comes back where it was after having been hidden', async () => {
    const page = await pages.open({ shown: 60 });
    for (let step = 0; step < 5; step += 1) await page.getByTestId('back').click();
    await page.locator('.press[data-testid]').nth(20).click();
    await page.locator('#tab-raw').click();
    await page.getByTestId('zoom-in').click();
    await settled(page);
    const place = async () => ({
      written: await written(page),
      selected: await page.locator('.press[aria-current]').getAttribute('data-seq'),
      tab: await page.locator('[role="tab"][aria-selected="true"]').innerText(),
      zoom: await page.$eval('.canvas', (canvas) => getComputedStyle(canvas).zoom),
    });
    const before = await place();
    await pages.reload(page);
    expect(await place()).toEqual(before);
    expect(await page.getByTestId('past').count()).toBe(1);
    await page.close();
  });

  it('begins at now when another run has begun in the meantime', async () => {
    const page = await pages.open({ shown: 60 });
    await page.getByTestId('first').click();
    await settled(page);
    await page.evaluate(() => {
      (fakeHost as unknown as { begin(): void }).begin();
      fakeHost.at = 30;
      fakeHost.snapshot();
    });
    const events = (await trace('stateful')).slice(0, 30);
    await expect.poll(() => count(page)).toBe(diagram(events).sections.flatMap(({ items }) => items).length);
    expect(await page.getByTestId('past').count()).toBe(0);
    await page.close();
  });

  it('keeps no data of the run in its state', async () => {
    const page = await pages.open({ shown: 60 });
    await page.getByTestId('back').click();
    const kept = await page.evaluate(() => sessionStorage.getItem('auth-lab-kept-state'));
    expect(Object.keys(JSON.parse(kept ?? '{}') as object).sort()).toEqual([
      'cursor',
      'pane',
      'repeats',
      'run',
      'selection',
      'share',
      'zoom',
    ]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
