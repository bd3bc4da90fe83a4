import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ChartsState } from '../../src/model/charts-protocol';
import { asked, sideViewPages, tell, THEME_NAMES } from './side-view-page';
import { violations } from './violations';

/** The charts as they once were measured, one run of `dist/charts.js`. */
async function measured(): Promise<ChartsState> {
  return JSON.parse(await readFile(new URL('traces/charts.json', import.meta.url), 'utf8')) as ChartsState;
}

type Pages = ReturnType<typeof sideViewPages>;

async function open(pages: Pages, state: ChartsState, options: Parameters<Pages['open']>[0] = {}): Promise<Page> {
  const page = await pages.open(options);
  await tell(page, { type: 'state', state });
  await page.getByTestId('chart-memory').waitFor();
  return page;
}

/** So many dots of a chart are of another color than its corner. */
const inked = (page: Page, chart: string): Promise<number> =>
  page.getByTestId(`chart-${chart}`).evaluate((section) => {
    const canvas = section.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) count += 1;
    return count;
  });

describe.each(THEME_NAMES)('the charts in the %s theme', (theme) => {
  const pages = sideViewPages('charts');

  it('axe finds nothing in any state', async () => {
    const state = await measured();
    const page = await open(pages, state, { theme });
    await page.locator('summary').first().click();
    expect(await violations(page), 'measured').toEqual([]);
    const step = { chart: 'time', words: 'SQLite', done: 1, total: 7 } as const;
    await tell(page, { type: 'state', state: { ...state, phase: 'measuring', step, charts: [] } });
    await page.getByText('SQLite').waitFor();
    expect(await violations(page), 'measuring').toEqual([]);
    const failures = [{ chart: 'memory', message: 'The server that was measured ended.' }];
    await tell(page, { type: 'state', state: { ...state, charts: state.charts.slice(0, 2), failures } });
    await page.getByText('Could not be measured.').waitFor();
    expect(await violations(page), 'failed').toEqual([]);
    await page.close();
  });

  it('draws every chart, and none of it is cut off in a narrow view', async () => {
    const page = await open(pages, await measured(), { theme, size: [360, 640] });
    for (const id of ['memory', 'size', 'time']) await expect.poll(() => inked(page, id)).toBeGreaterThan(1_000);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the charts', () => {
  const pages = sideViewPages('charts');

  it('say what the numbers say, and have every number in a table behind them', async () => {
    const state = await measured();
    const page = await open(pages, state);
    for (const { id, finding, notes, x, series, limits } of state.charts) {
      const place = page.getByTestId(`chart-${id}`);
      expect(await place.textContent()).toContain(finding);
      for (const note of notes) expect(await place.textContent()).toContain(note);
      await place.getByText('The numbers').click();
      const rows = place.locator('tbody tr:has(td:nth-child(2))');
      expect(await rows.count()).toBe(x.values.length + limits.length);
      expect(await place.locator('thead th').count()).toBeGreaterThanOrEqual(1 + series.length);
    }
    await page.close();
  });

  it('ask to be canceled and measured again', async () => {
    const state = await measured();
    const page = await open(pages, { ...state, phase: 'measuring', charts: [] });
    await page.getByTestId('cancel').click();
    await tell(page, { type: 'state', state: { ...state, phase: 'canceled', charts: [] } });
    await page.getByTestId('again').click();
    expect((await asked(page)).map(({ type }) => type)).toEqual(['cancel', 'measure']);
    await page.close();
  });

  it('say which chart is measured, to those who listen, and not each step', async () => {
    const state = await measured();
    const page = await open(pages, { ...state, phase: 'measuring', charts: [] });
    const said = page.getByTestId('said');
    for (const done of [1, 2, 3]) {
      const step = { chart: 'time', words: `step ${String(done)}`, done, total: 7 } as const;
      await tell(page, { type: 'state', state: { ...state, phase: 'measuring', step, charts: [] } });
      await expect.poll(() => said.textContent()).toBe('Measuring: Time to find out who is asking.');
    }
    await tell(page, { type: 'state', state });
    await expect.poll(() => said.textContent()).toBe('All 3 charts are measured.');
    await page.close();
  });

  it('are drawn anew in the colors of another theme', async () => {
    const page = await open(pages, await measured());
    await expect.poll(() => inked(page, 'size')).toBeGreaterThan(1_000);
    const before = await page.locator('canvas').first().elementHandle();
    await page.evaluate(() => {
      document.body.className = 'vscode-dark';
    });
    await expect.poll(() => before?.evaluate((canvas) => canvas.isConnected)).toBe(false);
    await expect.poll(() => inked(page, 'size')).toBeGreaterThan(1_000);
    await page.close();
  });

  it('take whatever is told for text', async () => {
    const state = await measured();
    const hostile = '<img src=x onerror="window.owned=1">';
    const charts = state.charts.map((chart) => ({ ...chart, finding: hostile, how: hostile, notes: [hostile] }));
    const page = await open(pages, { ...state, charts });
    expect(await page.locator('.chart-finding').first().textContent()).toBe(hostile);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
