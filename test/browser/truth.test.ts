import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { TruthCellCard, TruthTable } from '../../src/model/truth-protocol';
import { emptyTruth, recordedTruth } from './recorded-truth';
import { asked, sideViewPages, tell, THEME_NAMES } from './side-view-page';
import { violations } from './violations';

type Measured = Extract<TruthCellCard, { kind: 'measured' }>;

async function open(
  pages: ReturnType<typeof sideViewPages>,
  table: TruthTable,
  options: Parameters<ReturnType<typeof sideViewPages>['open']>[0] = {},
): Promise<Page> {
  const page = await pages.open(options);
  await tell(page, table);
  await page.getByTestId('grid').waitFor();
  return page;
}

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['testid']);

describe.each(THEME_NAMES)('the truth table in the %s theme', (theme) => {
  const pages = sideViewPages('truth');

  it('axe finds nothing in any state', async () => {
    const table = await recordedTruth();
    const page = await open(pages, table, { theme });
    await page.getByTestId('id-rotated/memory').click();
    expect(await violations(page), 'measured').toEqual([]);
    await page.getByTestId('id-rotated/jwt').click();
    expect(await violations(page), 'what cannot happen').toEqual([]);
    await tell(page, {
      ...table,
      cells: table.cells.slice(0, 60),
      progress: { ...table.progress, phase: 'measuring', done: 50, took: null },
    });
    await page.getByTestId('cancel').waitFor();
    expect(await violations(page), 'measuring').toEqual([]);
    await page.close();
  });

  it('axe finds nothing where there is little room, and nothing is cut off', async () => {
    for (const size of [
      [320, 640],
      [640, 360],
    ] as const) {
      const page = await open(pages, await recordedTruth(), { theme, size });
      expect(await violations(page), size.join(' × ')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size[0]);
      await page.close();
    }
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the truth table', () => {
  const pages = sideViewPages('truth');

  it('shows each cell by a word and a sign, and says in words what a sign says', async () => {
    const table = await recordedTruth();
    const page = await open(pages, table);
    const shown = await page.$$eval('[role="gridcell"]', (cells) =>
      cells.map((cell) => [
        (cell as HTMLElement).dataset['testid'],
        cell.querySelector('.sr-only')?.textContent,
        cell.querySelector('svg') !== null,
      ]),
    );
    expect(shown).toEqual(
      table.cells.map((cell) => {
        const id = `${cell.row}/${cell.column}`;
        if (cell.kind !== 'measured') return [id, 'cannot happen here', false];
        const word = (verdict: string): string => verdict.replace('-', ' ');
        const said = cell.claim ? `, often said to be ${word(cell.claim.says)}` : '';
        return [id, `${word(cell.verdict)}${said}`, true];
      }),
    );
    expect(await page.locator('[data-said]').count()).toBe(
      table.cells.filter((cell) => cell.kind === 'measured' && cell.claim !== null).length,
    );
    await page.close();
  });

  it('is a grid for those who listen', async () => {
    const table = await recordedTruth();
    const page = await open(pages, table);
    const grid = page.getByRole('grid');
    expect(await grid.getByRole('row').count()).toBe(table.rows.length + 1);
    expect(await grid.getByRole('columnheader').count()).toBe(table.columns.length + 1);
    expect(await grid.getByRole('rowheader').allTextContents()).toEqual(table.rows.map(({ title }) => title));
    expect(await grid.getByRole('gridcell', { selected: true }).count()).toBe(1);
    await page.close();
  });

  it('is walked with the keyboard alone: to a cell, to what it is read from, into its run, and back', async () => {
    const table = await recordedTruth();
    const page = await open(pages, table);
    await page.getByTestId('page-refresh/memory').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => focused(page)).toBe('id-rotated-in-flight/sqlite');
    expect(await page.locator('[role="gridcell"][tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('run');
    await page.keyboard.press('Enter');
    await expect.poll(() => asked(page)).toEqual([{ type: 'run', row: 'id-rotated-in-flight', column: 'sqlite' }]);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('id-rotated-in-flight/sqlite');
    await page.keyboard.press('Control+End');
    const [lastRow, lastColumn] = [table.rows.at(-1)!.id, table.columns.at(-1)!.id];
    await expect.poll(() => focused(page)).toBe(`${lastRow}/${lastColumn}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe(`${lastRow}/${lastColumn}`);
    await page.keyboard.press('Home');
    await expect.poll(() => focused(page)).toBe(`${lastRow}/memory`);
    await page.close();
  });

  it('says what a cell is read from, and what is often said instead', async () => {
    const table = await recordedTruth();
    const cell = table.cells.find((each): each is Measured => each.kind === 'measured' && each.claim !== null)!;
    const page = await open(pages, table);
    await page.getByTestId(`${cell.row}/${cell.column}`).click();
    expect(await page.getByTestId('why').textContent()).toBe(cell.why);
    expect(await page.getByTestId('claim').textContent()).toContain(cell.claim?.correction ?? 'no correction');
    const none = table.cells.find(({ kind }) => kind === 'none')!;
    await page.getByTestId(`${none.row}/${none.column}`).click();
    expect(await page.getByTestId('detail').textContent()).toContain(none.why);
    expect(await page.getByTestId('run').count()).toBe(0);
    await page.close();
  });

  it('fills in as cells are known, and keeps the place of the reader', async () => {
    const table = await recordedTruth();
    const page = await open(pages, emptyTruth());
    expect(await page.locator('[data-kind="waiting"]').count()).toBe(table.progress.total);
    await page.getByTestId('store-down/redis').click();
    expect(await page.getByTestId('detail').textContent()).toContain('Not measured yet.');
    const measured = table.cells.filter(({ kind }) => kind === 'measured');
    for (const [index, cell] of measured.entries()) {
      const progress = { ...table.progress, phase: 'measuring', done: index + 1, took: null };
      await tell(page, { type: 'cell', cell, progress });
    }
    await page.waitForFunction(() => document.querySelector('[data-kind="waiting"]') === null);
    await expect.poll(() => page.getByTestId('detail').textContent()).toContain('error');
    expect(await focused(page)).toBe('store-down/redis');
    await tell(page, { type: 'progress', progress: table.progress });
    await expect
      .poll(() => page.getByTestId('said').textContent())
      .toBe(`All ${String(table.progress.total)} runs are measured, in 41 seconds.`);
    await page.close();
  });

  it('asks to be canceled, gone on with, measured again and copied', async () => {
    const table = await recordedTruth();
    const page = await open(pages, { ...table, progress: { ...table.progress, phase: 'measuring', done: 9 } });
    await page.getByTestId('cancel').click();
    await tell(page, { type: 'progress', progress: { ...table.progress, phase: 'canceled', done: 9, took: null } });
    await page.getByTestId('resume').click();
    await tell(page, { type: 'progress', progress: table.progress });
    await page.getByTestId('again').click();
    await page.getByTestId('copy').click();
    await tell(page, { type: 'copied' });
    await page.getByText('on the clipboard').waitFor({ state: 'attached' });
    expect((await asked(page)).map(({ type }) => type)).toEqual(['cancel', 'resume', 'measure', 'copy']);
    await page.close();
  });

  it('takes whatever a cell says for text, and a message of another shape for none', async () => {
    const table = await recordedTruth();
    const hostile = '<img src=x onerror="window.owned=1">';
    const cells = table.cells.map((cell) => ({ ...cell, why: hostile }));
    const page = await open(pages, { ...table, cells });
    await page.getByTestId('id-rotated/memory').click();
    expect(await page.getByTestId('why').textContent()).toBe(hostile);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(await page.locator('#root img').count()).toBe(0);
    await page.close();
  });

  it('stands where it stood when it is shown again', async () => {
    const table = await recordedTruth();
    const page = await open(pages, table);
    await page.getByTestId('role-changed/jwt').click();
    await expect
      .poll(() => page.evaluate(() => sideHost.kept))
      .toEqual({
        row: table.rows.findIndex(({ id }) => id === 'role-changed'),
        column: table.columns.findIndex(({ id }) => id === 'jwt'),
      });
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
