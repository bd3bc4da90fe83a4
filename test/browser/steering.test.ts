import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { intents, panelPages, settled, written } from './panel-page';

const phase = (page: Page): Promise<string | null> => page.locator('.app').getAttribute('data-phase');
const active = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.id ?? null);

describe('the toolbar', () => {
  const pages = panelPages();

  it('posts one intent for each button', async () => {
    const page = await pages.open({ shown: 20 });
    await page.getByTestId('step').click();
    await page.getByTestId('play').click();
    await page.getByTestId('pause').click();
    await page.getByTestId('pace').selectOption({ label: 'Slow' });
    await page.getByTestId('inject').click();
    await page.getByTestId('fault-copy-cookie').click();
    await page.getByTestId('strike').click();
    await page.getByTestId('stop').click();
    await page.getByTestId('open-store').click();
    await page.getByTestId('restart').click();
    expect(await intents(page)).toEqual([
      { type: 'step' },
      { type: 'run' },
      { type: 'pause' },
      { type: 'pace', pace: 1_600 },
      { type: 'intervene', what: { type: 'inject', fault: 'copy-cookie' } },
      { type: 'stop' },
      { type: 'openStore' },
      { type: 'restart' },
    ]);
    await page.close();
  });

  it('offers only what is possible in each phase', async () => {
    const page = await pages.open({ shown: 20 });
    const possible = async (): Promise<string[]> =>
      page.$$eval('.tool[data-testid]', (tools) =>
        tools
          .filter((tool) => tool.getAttribute('aria-disabled') !== 'true')
          .map((tool) => (tool as HTMLElement).dataset['testid'] ?? ''),
      );
    const always = [
      'inject',
      'deployment',
      'restart',
      'legend',
      'zoom-out',
      'zoom-in',
      'help',
      'first',
      'back',
      'back-over',
      'breakpoints',
    ];
    const wanted = {
      starting: ['stop'],
      held: ['stop', 'play', 'step', 'step-over', 'clock'],
      running: ['stop', 'pause', 'clock'],
      ended: [],
      failed: [],
    };
    for (const [name, extra] of Object.entries(wanted)) {
      await page.evaluate((each) => fakeHost.set({ phase: each }), name);
      await expect.poll(() => phase(page)).toBe(name);
      expect((await possible()).sort(), name).toEqual([...always, ...extra].sort());
    }
    await page.close();
  });

  it('offers the log and a restart when the lab broke', async () => {
    const page = await pages.open({ shown: 20 });
    await page.evaluate(() => {
      fakeHost.set({ phase: 'failed' });
      fakeHost.tell({ type: 'notice', notice: { tone: 'error', message: 'The server process could not be started.' } });
    });
    await expect
      .poll(() => page.getByTestId('notice').innerText())
      .toContain('The server process could not be started.');
    await page.getByTestId('show-log').click();
    await page.getByTestId('notice-restart').click();
    expect(await intents(page)).toEqual([{ type: 'showLog' }, { type: 'restart' }]);
    await page.close();
  });

  it('starts a demo from the empty panel', async () => {
    const page = await pages.open({ run: 'none' });
    expect(await phase(page)).toBe('empty');
    await page.evaluate(() => fakeHost.intents.splice(0));
    await page.getByTestId('start-stateless').click();
    await expect.poll(() => intents(page)).toEqual([{ type: 'start', scenario: 'stateless' }]);
    await page.close();
  });

  it('tells the host which message is selected, and asks for its code', async () => {
    const page = await pages.open({ shown: 60 });
    const [item] = (await written(page)).slice(18, 19);
    await page.locator(`.press[data-seq="${String(item!.seq)}"]`).click();
    await settled(page);
    await page.locator('#tab-code').click();
    await page.getByTestId('show-code').click();
    expect(await intents(page)).toEqual([{ type: 'showCode', seq: item!.seq }]);
    expect(await page.evaluate(() => fakeHost.intents.findLast(({ type }) => type === 'selected'))).toEqual({
      type: 'selected',
      seq: item!.seq,
    });
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the keyboard alone', () => {
  const pages = panelPages();

  it('plays a run to its end, looks back, reads and restarts', async () => {
    const page = await pages.open({ shown: 100 });
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await expect.poll(() => phase(page)).toBe('ended');
    const all = (await written(page)).length;
    await press('ArrowLeft', 'ArrowLeft');
    await expect.poll(async () => (await written(page)).length).toBe(all - 2);
    await press('Home');
    await expect.poll(async () => (await written(page)).length).toBe(1);
    await press('End');
    await expect.poll(async () => (await written(page)).length).toBe(all);
    await press('ArrowUp', 'ArrowUp', 'ArrowUp');
    await settled(page);
    const seq = await page.locator('.press[aria-current]').getAttribute('data-seq');
    expect(seq).toBe(String((await written(page))[all - 4]?.seq));
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-seq'))).toBe(seq);
    await press('Enter');
    expect(await active(page)).toBe('pane');
    await press('m');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-seq'))).toBe(seq);
    await press('r');
    expect(await intents(page)).toEqual(
      [{ type: 'step' }, { type: 'step' }, { type: 'step' }, { type: 'restart' }].slice(-(await intents(page)).length),
    );
    await page.close();
  });

  it('plays and pauses by the space bar, also on a message', async () => {
    const page = await pages.open({ shown: 20 });
    await page.keyboard.press(' ');
    await expect.poll(() => phase(page)).toBe('running');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press(' ');
    await expect.poll(() => phase(page)).toBe('held');
    await page.close();
  });

  it('moves between the tabs without moving through time', async () => {
    const page = await pages.open({ shown: 60 });
    await page.locator('#tab-message').focus();
    await page.keyboard.press('ArrowRight');
    expect(await active(page)).toBe('tab-checks');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await active(page)).toBe('tab-log');
    expect(await page.getByTestId('past').count()).toBe(0);
    expect(await intents(page)).toEqual([]);
    await page.close();
  });

  it('shows its keys, and closes them with Escape', async () => {
    const page = await pages.open({ shown: 20 });
    await page.keyboard.press('?');
    await expect.poll(() => page.getByRole('dialog').innerText()).toContain('Play or pause');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.close();
  });

  it('leaves everything with Ctrl, Alt or Cmd to the editor', async () => {
    const page = await pages.open({ shown: 60 });
    const before = await written(page);
    for (const key of [
      'Control+ArrowLeft',
      'Alt+ArrowLeft',
      'Meta+ArrowLeft',
      'Control+r',
      'Control+f',
      'Control+Home',
    ]) {
      const prevented = await page.evaluate((combination) => {
        const [modifier, name = ''] = combination.split('+');
        const event = new KeyboardEvent('keydown', {
          key: name,
          bubbles: true,
          cancelable: true,
          ctrlKey: modifier === 'Control',
          altKey: modifier === 'Alt',
          metaKey: modifier === 'Meta',
        });
        document.body.dispatchEvent(event);
        return event.defaultPrevented;
      }, key);
      expect(prevented, key).toBe(false);
    }
    expect(await written(page)).toEqual(before);
    expect(await intents(page)).toEqual([]);
    await page.close();
  });

  it('reaches every button by Tab, with the focus in sight', async () => {
    const page = await pages.open({ shown: 60 });
    const seen = new Set<string>();
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      const where = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const { outlineStyle } = getComputedStyle(element);
        return { name: element.getAttribute('data-testid') ?? element.id, outline: outlineStyle };
      });
      if (!where) break;
      expect(where.outline, where.name).not.toBe('none');
      seen.add(where.name);
    }
    for (const name of [
      'inject',
      'deployment',
      'clock',
      'lane-thief',
      'restart',
      'stop',
      'help',
      'first',
      'back',
      'play',
      'step',
      'step-over',
      'breakpoints',
      'legend',
      'splitter',
      'scrubber',
      'pace',
      'message',
      'tab-message',
      'pane',
    ]) {
      expect(seen, name).toContain(name);
    }
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
