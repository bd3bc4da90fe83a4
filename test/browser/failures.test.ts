import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { RunState } from '../../src/model';
import { intents, panelPages, settled, trace, written } from './panel-page';

const active = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.id ?? null);
const interventions = async (page: Page): Promise<unknown[]> =>
  (await intents(page)).flatMap((intent) => (intent.type === 'intervene' ? [intent.what] : []));
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const ARMED: RunState['armed'] = [
  { id: 4, fault: 'delay', title: 'Delay messages', state: 'lasting', when: 'always, on /profile' },
  { id: 7, fault: 'kill', title: 'Kill the server', state: 'armed', when: 'once, at the next store.asked' },
];

describe('the palette of failures', () => {
  const pages = panelPages();

  it('shows every failure with its sentence under its kind, and says why one is not possible', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('inject').click();
    const kinds = await page.locator('.kind').allInnerTexts();
    expect(kinds.map((kind) => kind.toLowerCase())).toEqual([
      'network',
      'servers',
      'store',
      'sessions',
      'cookies',
      'tokens',
      'keys and secrets',
      'people',
      'time',
    ]);
    expect(await page.getByTestId('fault-kill').innerText()).toContain('What lived in its memory is gone');
    expect(await page.getByTestId('fault-restart').innerText()).toContain('Not now: The server is running.');
    await page.close();
  });

  it('finds failures by their words, and says when there are none', async () => {
    const page = await pages.open({ shown: 20 });
    await page.keyboard.press('f');
    await expect.poll(() => active(page)).toBe('search-failures');
    await page.keyboard.type('CLOCK apart');
    await expect.poll(() => page.locator('.fault').count()).toBe(1);
    await press(page, 'Escape');
    await expect.poll(() => page.locator('.fault').count()).toBeGreaterThan(10);
    await page.keyboard.type('volcano');
    await expect.poll(() => page.locator('.palette-body').innerText()).toBe('No failure has such words.');
    await press(page, 'Escape', 'Escape');
    await expect.poll(() => active(page)).toBe('inject');
    expect(await page.getByTestId('palette').count()).toBe(0);
    await page.close();
  });

  it('lets a failure strike now by the keyboard alone', async () => {
    const page = await pages.open({ shown: 20 });
    await press(page, 'f');
    await expect.poll(() => active(page)).toBe('search-failures');
    await page.keyboard.type('evict');
    await page.getByTestId('fault-evict').waitFor();
    await expect.poll(() => page.locator('.fault-head').count()).toBe(1);
    await press(page, 'Enter');
    await expect.poll(() => active(page)).toBe('strike');
    await press(page, 'Enter');
    expect(await interventions(page)).toEqual([{ type: 'inject', fault: 'evict' }]);
    // Struck: what happens is explained where the palette was.
    await expect.poll(() => active(page)).toBe('inject');
    expect(await page.getByTestId('palette').count()).toBe(0);
    await page.close();
  });

  it('walks through the list by the arrows without moving through time', async () => {
    const page = await pages.open({ shown: 60 });
    await press(page, 'f');
    await expect.poll(() => active(page)).toBe('search-failures');
    await press(page, 'ArrowDown');
    expect(await active(page)).toBe('fault-delay');
    await press(page, 'ArrowDown', 'ArrowLeft', 'Home');
    expect(await active(page)).toBe('fault-delay');
    await press(page, 'End');
    expect(await active(page)).toBe('fault-idle');
    await press(page, 'Home', 'ArrowUp');
    expect(await active(page)).toBe('search-failures');
    expect(await page.getByTestId('past').count()).toBe(0);
    await page.close();
  });

  it('sends what was chosen, and only that', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-delay').click();
    await page.getByTestId('value-ms').fill('5000');
    await page.getByTestId('value-from').selectOption('browser');
    await page.getByTestId('strike').click();
    expect(await interventions(page)).toEqual([
      { type: 'inject', fault: 'delay', values: { ms: 5_000, from: 'browser' } },
    ]);
    await page.close();
  });

  it('arms a failure for an event, a path and a number of times', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-kill').click();
    await page.getByTestId('when-next').check();
    await page.getByTestId('kind').selectOption('store.asked');
    await page.getByTestId('route').fill('/profile');
    await page.getByTestId('how').selectOption('first');
    await page.getByTestId('number').fill('2');
    await page.getByTestId('strike').click();
    expect(await interventions(page)).toEqual([
      {
        type: 'arm',
        fault: 'kill',
        at: { kind: 'store.asked', route: '/profile' },
        frequency: { how: 'first', n: 2 },
      },
    ]);
    // Armed: the palette stays for the next one, and the list says what waits.
    expect(await page.getByTestId('palette').count()).toBe(1);
    await expect.poll(() => page.getByTestId('armed').innerText()).toContain('Kill the server');
    await page.close();
  });

  it('says what is wrong with a value at its field, and sends nothing', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-delay').click();
    await page.getByTestId('value-ms').fill('soon');
    await page.getByTestId('strike').click();
    const field = page.getByTestId('value-ms');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described}"]`).innerText()).toBe('Delay: a whole number from 1 to 60,000 ms.');
    await expect.poll(() => active(page)).toBe('value-ms');
    await field.fill('100');
    expect(await field.getAttribute('aria-invalid')).toBe('false');

    await page.getByTestId('fault-kill').click();
    await page.getByTestId('when-next').check();
    await page.getByTestId('route').fill('profile');
    await page.getByTestId('strike').click();
    expect(await page.getByRole('alert').innerText()).toBe('A path begins with a slash, as in /profile.');
    await page.getByTestId('route').fill('');
    await page.getByTestId('how').selectOption('chance');
    await page.getByTestId('number').fill('200');
    await page.getByTestId('strike').click();
    expect(await page.getByRole('alert').innerText()).toBe('The probability: 0 to 100 percent.');
    expect(await interventions(page)).toEqual([]);
    await page.close();
  });

  it('lets what is not possible now wait for its moment', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-restart').click();
    expect(await page.getByTestId('when-now').isDisabled()).toBe(true);
    expect(await page.getByTestId('when-next').isChecked()).toBe(true);
    await page.getByTestId('kind').selectOption('node.exited');
    await page.getByTestId('strike').click();
    expect(await interventions(page)).toEqual([
      { type: 'arm', fault: 'restart', at: { kind: 'node.exited' }, frequency: { how: 'once' } },
    ]);
    await page.close();
  });

  it('sends nothing once the run is over', async () => {
    const page = await pages.open({ shown: 'all' });
    await page.getByTestId('inject').click();
    expect(await page.getByTestId('fault-evict').innerText()).toContain('Only while a demo runs.');
    await page.getByTestId('fault-evict').click();
    expect(await page.getByTestId('strike').getAttribute('aria-disabled')).toBe('true');
    await page.getByTestId('strike').click({ force: true });
    expect(await interventions(page)).toEqual([]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the list of what is armed', () => {
  const pages = panelPages();

  it('shows what waits and what lasts, and is not there when nothing does', async () => {
    const page = await pages.open({ shown: 20 });
    expect(await page.getByTestId('armed').count()).toBe(0);
    await page.evaluate((armed) => fakeHost.set({ armed }), ARMED);
    expect(await page.getByTestId('armed-4').innerText()).toMatch(/in force\s+Delay messages\s+always, on \/profile/);
    expect(await page.getByTestId('armed-7').innerText()).toMatch(
      /waits\s+Kill the server\s+once, at the next store\.asked/,
    );
    await page.close();
  });

  it('lifts each and all, and the focus is never lost', async () => {
    const page = await pages.open({ shown: 20 });
    await page.evaluate((armed) => fakeHost.set({ armed }), ARMED);
    await page.getByRole('button', { name: 'Lift: Delay messages' }).click();
    await expect.poll(() => page.getByTestId('armed-4').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Disarm: Kill the server',
    );
    await page.getByTestId('reset-all').click();
    await expect.poll(() => page.getByTestId('armed').count()).toBe(0);
    expect(await active(page)).toBe('inject');
    expect(await interventions(page)).toEqual([{ type: 'lift', id: 4 }, { type: 'lift' }]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the menu of an actor', () => {
  const pages = panelPages();

  it('opens by a key, offers what can happen to its role, and strikes that very server', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('lane-thief').focus();
    await press(page, 'ArrowRight', 'ArrowRight');
    expect(await active(page)).toBe('lane-app');
    await press(page, 'Enter');
    const menu = page.getByRole('menu', { name: 'What can happen to Server' });
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual([
      'Kill the server',
      'Let the server stand still',
      "Set a server's clock apart…",
      'Change the secret',
      'Lock the account',
      'Start the server again…',
      'All Failures…',
    ]);
    await expect.poll(() => active(page)).toBe('menu-kill');
    await press(page, 'ArrowDown', 'Enter');
    expect(await interventions(page)).toEqual([{ type: 'inject', fault: 'hang' }]);
    expect(await active(page)).toBe('lane-app');
    expect(await menu.count()).toBe(0);
    await page.close();
  });

  it('opens by the right mouse button, without moving the diagram', async () => {
    const page = await pages.open({ shown: 60 });
    const before = await page.locator('.scroller').evaluate((box) => box.scrollTop);
    await page.getByTestId('lane-app').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    expect(await page.locator('.scroller').evaluate((box) => box.scrollTop)).toBe(before);
    await press(page, 'Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await active(page)).toBe('lane-app');
    await page.close();
  });

  it('leads to the form where there is more to say, with the server chosen', async () => {
    const page = await pages.open({ shown: 20 });
    await page.evaluate(() => fakeHost.set({ nodes: ['app-9', 'app'] }));
    await page.getByTestId('lane-app').click();
    await page.getByTestId('menu-skew').click();
    await expect.poll(() => active(page)).toBe('value-node');
    expect(await page.getByTestId('value-node').inputValue()).toBe('app');
    expect(await page.locator('.scope').innerText()).toContain('Server');
    await page.getByTestId('value-minutes').fill('-5');
    await page.getByTestId('strike').click();
    expect(await interventions(page)).toEqual([{ type: 'inject', fault: 'skew', values: { minutes: -5 } }]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the menu of a message', () => {
  const pages = panelPages();

  it('runs again to it, by its item and by a key', async () => {
    const page = await pages.open({ shown: 60 });
    const [item] = (await written(page)).slice(12, 13);
    await page.locator(`.press[data-seq="${String(item!.seq)}"]`).click({ button: 'right' });
    await page.getByTestId('run-again').click();
    await press(page, 'ArrowUp', 'g');
    const [before] = (await written(page)).slice(11, 12);
    expect(await intents(page)).toEqual([
      { type: 'fork', seq: item!.seq },
      { type: 'fork', seq: before!.seq },
    ]);
    await page.close();
  });

  it('arms what can happen there for the next of its kind, unless the run stands right there', async () => {
    const events = await trace('stateful');
    const asked = events.filter(({ kind }) => kind === 'store.asked')[1]!.seq;
    const page = await pages.open({ shown: asked + 1 });
    await press(page, 'x');
    await page.getByTestId('menu-store-down').click();
    await page.evaluate(() => fakeHost.advance());
    await settled(page);
    await page.locator(`.press[data-seq="${String(asked)}"]`).focus();
    await press(page, 'x');
    await page.getByTestId('menu-store-down').click();
    expect(await page.getByTestId('when-next').isChecked()).toBe(true);
    expect(await page.getByTestId('kind').inputValue()).toBe('store.asked');
    await page.getByTestId('strike').click();
    expect(await interventions(page)).toEqual([
      { type: 'inject', fault: 'store-down' },
      { type: 'arm', fault: 'store-down', at: { kind: 'store.asked' }, frequency: { how: 'once' } },
    ]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('a failure that is dragged', () => {
  const pages = panelPages();

  it('strikes the actor that it is dropped on, and no other', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-kill').dragTo(page.getByTestId('lane-browser'));
    expect(await interventions(page)).toEqual([]);
    await page.getByTestId('fault-kill').dragTo(page.getByTestId('lane-app'));
    expect(await interventions(page)).toEqual([{ type: 'inject', fault: 'kill' }]);
    await page.close();
  });

  it('waits for the next message like the one that it is dropped on', async () => {
    const events = await trace('stateful');
    const asked = events.filter(({ kind }) => kind === 'store.asked')[1]!.seq;
    const page = await pages.open({ shown: asked + 6 });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-kill').dragTo(page.locator(`.press[data-seq="${String(asked)}"]`));
    expect(await interventions(page)).toEqual([
      { type: 'arm', fault: 'kill', at: { kind: 'store.asked' }, frequency: { how: 'once' } },
    ]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
