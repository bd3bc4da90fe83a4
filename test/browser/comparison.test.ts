import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Trace } from '../../src/model';
import type { RunPair } from '../../src/model/run-pair';
import { compare } from '../../src/projections/compare';
import { scoreboard } from '../../src/projections/scoreboard';
import { recorded } from './page/serve.mjs';
import { intents, panelPages, trace } from './panel-page';
import { violations } from './violations';

/** The recorded run as it was before somebody did something else: no one ever answered after this event. */
async function earlier(parting: number): Promise<Trace> {
  return (await trace('stateful'))
    .map((event) =>
      event.seq > parting && event.kind === 'response.started' && event.data.status === 200
        ? { ...event, data: { ...event.data, status: 503, reason: 'Service Unavailable' } }
        : event,
    )
    .slice(0, -4);
}

async function openBranches(pages: ReturnType<typeof panelPages>, at: number, theme?: 'dark'): Promise<Page> {
  const page = await pages.open({ shown: 'all', ...(theme ? { theme } : {}) });
  const branch = { events: await earlier(at), at };
  await page.evaluate((each) => {
    Object.assign(fakeHost, { branch: each });
    fakeHost.snapshot();
  }, branch);
  await page.getByTestId('compare').click();
  await page.getByTestId('comparison').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.side .picture svg').length >= 2);
  return page;
}

const sides = (page: Page): Promise<(string | null)[][]> =>
  page.$$eval('.side', (all) =>
    all.map((side) => [...side.querySelectorAll('.press')].map((each) => each.getAttribute('title'))),
  );

describe('two branches side by side', () => {
  const pages = panelPages();
  const AT = 56;

  it('says where they part, and what came of it', async () => {
    const page = await openBranches(pages, AT);
    const { sections, atEnd } = compare(await earlier(AT), await trace('stateful'));
    const rows = sections.flatMap((section) => section.rows);
    const differ = rows.filter(({ verdict }) => verdict === 'differs').length;
    expect(differ).toBeGreaterThan(0);
    expect(await page.getByTestId('counts').innerText()).toContain(`Then ${String(differ)} differ`);
    const outcomes = await page.getByTestId('outcomes').innerText();
    expect(outcomes).toContain('503 Service Unavailable');
    for (const { subject, a, b } of atEnd) for (const word of [subject, a, b]) expect(outcomes).toContain(word);
    await page.close();
  });

  it('moves through both in step, by buttons and by keys', async () => {
    const page = await openBranches(pages, AT);
    await page.keyboard.press('Home');
    await expect.poll(async () => (await sides(page)).map((side) => side.length)).toEqual([1, 1]);
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('both-step').click();
    await expect.poll(async () => (await sides(page)).map((side) => side.length)).toEqual([3, 3]);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await sides(page)).map((side) => side.length)).toEqual([2, 2]);
    const [first, second] = await sides(page);
    expect(first).toEqual(second);
    await page.keyboard.press('End');
    await expect.poll(async () => (await sides(page))[1]?.length).toBeGreaterThan(40);
    expect((await sides(page))[0]).not.toEqual((await sides(page))[1]);
    expect(await intents(page)).toEqual([]);
    await page.close();
  });

  it('marks what differs and dims what both have, in words too', async () => {
    const page = await openBranches(pages, AT);
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelector('.item[data-mark="differs"]') !== null);
    const marked = await page.$$eval('.side:last-child .item[data-mark="differs"] .press', (items) =>
      items.map((item) => item.getAttribute('aria-label') ?? ''),
    );
    expect(marked.length).toBeGreaterThan(0);
    for (const label of marked) expect(label).toContain('differs from the other branch');
    await page.keyboard.press('Home');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
    const common = page.locator('.side:first-child .arrow[data-mark="common"]').first();
    expect(Number(await common.evaluate((arrow) => getComputedStyle(arrow).opacity))).toBeLessThan(1);
    await page.close();
  });

  it('goes on while the run goes on, without calling what is still to come a difference', async () => {
    const page = await pages.open({ shown: 40 });
    await page.evaluate(
      (events) => {
        Object.assign(fakeHost, { branch: { events, at: 30 } });
        fakeHost.snapshot();
      },
      [...(await trace('stateful'))],
    );
    await page.getByTestId('branch').waitFor();
    await page.keyboard.press('b');
    await expect.poll(() => page.getByTestId('counts').innerText()).toBe('No difference so far.');
    const before = (await sides(page))[1]?.length ?? 0;
    await page.evaluate(() => fakeHost.advance());
    await page.keyboard.press('End');
    await expect.poll(async () => (await sides(page))[1]?.length).toBe(before + 1);
    expect(await page.getByTestId('counts').innerText()).toBe('No difference so far.');
    await page.close();
  });

  it('closes to the run as it was, with the focus where it came from', async () => {
    const page = await openBranches(pages, AT);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('compare');
    expect(await page.getByTestId('comparison').count()).toBe(0);
    expect(await page.getByTestId('step').count()).toBe(1);
    await page.close();
  });

  it('opens by a command of the palette, and only where there are two branches', async () => {
    const page = await pages.open({ shown: 40 });
    await page.evaluate(() => fakeHost.tell({ type: 'show', what: 'comparison' }));
    await page.keyboard.press('b');
    expect(await page.getByTestId('comparison').count()).toBe(0);
    expect(await page.getByTestId('branch').count()).toBe(0);
    await page.close();
  });

  it('ends with the run that it compares', async () => {
    const page = await openBranches(pages, AT);
    await page.evaluate(() => {
      Object.assign(fakeHost, { branch: null, run: { ...fakeHost.run, id: 'another' } });
      fakeHost.snapshot();
    });
    await expect.poll(() => page.getByTestId('comparison').count()).toBe(0);
    await page.close();
  });

  it('axe finds nothing', async () => {
    for (const theme of [undefined, 'dark'] as const) {
      const page = await openBranches(pages, AT, theme);
      expect(await violations(page)).toEqual([]);
      await page.close();
    }
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('two runs side by side', () => {
  const pages = panelPages();
  const THEMES = ['light', 'dark', 'high-contrast'] as const;

  async function openPair(theme: (typeof THEMES)[number] = 'light', change: Partial<RunPair> = {}): Promise<Page> {
    const page = await pages.open({ trace: 'stateless', shown: 'all', theme });
    const pair = { ...((await recorded('pair')) as unknown as RunPair), ...change };
    const branch = { events: await trace('stateful'), at: -1, pair };
    await page.evaluate((each) => {
      Object.assign(fakeHost, { branch: each });
      fakeHost.snapshot();
    }, branch);
    await page.getByTestId('compare').click();
    await page.getByTestId('comparison').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.side .picture svg').length >= 2);
    await page.keyboard.press('End');
    return page;
  }

  const cells = (page: Page, title: string): Promise<string[]> =>
    page
      .getByTestId('outcomes')
      .locator('tr', { has: page.locator(`th:text-is("${title}")`) })
      .locator('td')
      .allInnerTexts();

  it('have their names, and a scoreboard that is counted from both traces', async () => {
    const page = await openPair();
    const [first, second] = [scoreboard(await trace('stateful')), scoreboard(await trace('stateless'))];
    expect(await page.locator('.side-title').allInnerTexts()).toEqual([
      'Stateful · Memory',
      'Stateless · Plain, HS256',
    ]);
    const both = (of: (score: typeof first) => number): string[] => [String(of(first)), String(of(second))];
    await expect.poll(() => cells(page, 'Store reads')).toEqual(both(({ storeReads }) => storeReads));
    expect(await cells(page, 'Store writes')).toEqual(both(({ storeWrites }) => storeWrites));
    expect(await cells(page, 'Requests with an answer')).toEqual(both(({ roundTrips }) => roundTrips));
    const perRequest = both(({ bytesUp, requests }) => Math.round(bytesUp / requests));
    expect(await cells(page, 'Bytes to the server, per request')).toEqual(perRequest);
    expect(await cells(page, 'Who can end it early')).toEqual([
      'The server: it deletes the session',
      'Nobody, until it expires',
    ]);
    await page.close();
  });

  it('are counted as far as they are shown', async () => {
    const page = await openPair();
    await expect.poll(async () => Number((await cells(page, 'Store reads'))[0])).toBeGreaterThan(0);
    await page.keyboard.press('Home');
    await expect.poll(() => cells(page, 'Store reads')).toEqual(['0', '0']);
    await page.close();
  });

  it('say what was measured beside them as soon as it is known, and keep the place of the reader', async () => {
    const page = await openPair('light', { measuring: true, measured: null });
    await page.getByText('Being measured…').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const place = await page.locator('.comparison-time .position').innerText();
    await page.evaluate(
      (pair) => {
        const { branch } = fakeHost as unknown as { branch: object };
        Object.assign(fakeHost, { branch: { ...branch, pair } });
        fakeHost.snapshot();
      },
      (await recorded('pair')) as unknown,
    );
    await page.getByTestId('measured').waitFor();
    expect(await cells(page, 'The server is restarted')).toEqual(['out', 'in']);
    expect(await cells(page, 'Time to find out who is asking')).toEqual(['3.3 µs', '14 µs']);
    expect(await page.locator('.comparison-time .position').innerText()).toBe(place);
    await page.close();
  });

  it.each(THEMES)('axe finds nothing in the %s theme', async (theme) => {
    const page = await openPair(theme);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
