import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { intents, panelPages } from './panel-page';

const active = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.id ?? null);

describe('the clock', () => {
  const pages = panelPages();

  it('says what time it is in the run, and moves ahead by a preset', async () => {
    const page = await pages.open({ shown: 60 });
    expect(await page.getByTestId('clock').innerText()).toMatch(/^Mon 09:00:\d\d$/);
    await page.keyboard.press('c');
    await expect.poll(() => active(page)).toBe('advance-1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await intents(page)).toEqual([{ type: 'intervene', what: { type: 'advanceClock', ms: 31 * 60_000 } }]);
    expect(await active(page)).toBe('clock');
    await page.close();
  });

  it('moves by any span, and says what is wrong with one that makes no sense', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('clock').click();
    for (const [text, error] of [
      ['-5m', 'The clock only goes forward.'],
      ['99999 days', 'The clock moves by ten years at most.'],
      ['soon', '"soon" is no span of time. Write it as in "16m", "1h 30m" or "2 days".'],
    ] as const) {
      await page.getByTestId('span').fill(text);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('#span-error').textContent()).toBe(error);
      expect(await active(page)).toBe('span');
    }
    expect(await intents(page)).toEqual([]);
    await page.getByTestId('span').fill('1h 30m');
    expect(await page.locator('#span-error').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await intents(page)).toEqual([{ type: 'intervene', what: { type: 'advanceClock', ms: 5_400_000 } }]);
    await page.close();
  });

  it('closes with Escape, by a press elsewhere and when the focus leaves', async () => {
    const page = await pages.open({ shown: 20 });
    const form = page.getByRole('dialog', { name: 'Clock of the run' });
    await page.keyboard.press('c');
    await form.waitFor();
    await page.keyboard.press('Escape');
    expect(await form.count()).toBe(0);
    expect(await active(page)).toBe('clock');
    await page.keyboard.press('c');
    await page.locator('.figure').click({ position: { x: 5, y: 200 } });
    await expect.poll(() => form.count()).toBe(0);
    await page.keyboard.press('c');
    await form.waitFor();
    await page.getByTestId('step').focus();
    await expect.poll(() => form.count()).toBe(0);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the deployment', () => {
  const pages = panelPages();

  it('starts the demo again with another store and several servers', async () => {
    const page = await pages.open({ shown: 20 });
    expect(await page.getByTestId('deployment').innerText()).toBe('Memory · 1 server');
    await page.keyboard.press('d');
    await page.getByTestId('choose-store').selectOption('sqlite');
    expect(await page.getByTestId('choose-balancing').count()).toBe(0);
    await page.getByTestId('nodes-3').check();
    await page.getByTestId('choose-balancing').selectOption('sticky');
    await page.getByTestId('deploy').click();
    expect(await intents(page)).toEqual([
      { type: 'start', scenario: 'stateful', setup: { store: 'sqlite', nodes: 3, balancing: 'sticky' } },
    ]);
    await page.close();
  });

  it('offers a server to attack, and says that it is one', async () => {
    const page = await pages.open({ shown: 20 });
    await page.keyboard.press('d');
    await page.getByTestId('choose-store').selectOption({ label: 'Naive (vulnerable)' });
    expect(await page.locator('#about-store').innerText()).toContain('a server to attack');
    await page.getByTestId('deploy').click();
    expect(await intents(page)).toEqual([
      { type: 'start', scenario: 'stateful', setup: { store: 'naive', nodes: 1, balancing: 'round-robin' } },
    ]);
    await page.close();
  });

  it('asks about tokens where there are no sessions', async () => {
    const page = await pages.open({ trace: 'stateless', shown: 20 });
    await page.keyboard.press('d');
    expect(await page.getByTestId('choose-store').count()).toBe(0);
    await page.getByTestId('choose-tokens').selectOption('refresh');
    await page.getByTestId('choose-algorithm').selectOption('ES256');
    await page.getByTestId('deploy').click();
    expect(await intents(page)).toEqual([
      {
        type: 'start',
        scenario: 'stateless',
        setup: { tokens: 'refresh', algorithm: 'ES256', nodes: 1, balancing: 'round-robin' },
      },
    ]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
