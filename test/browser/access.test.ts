import { describe, expect, it } from 'vitest';
import { inspectEvent } from '../../src/projections/inspector';
import { panelPages, settled, trace, written } from './panel-page';
import { violations } from './violations';

const THEMES = ['light', 'dark', 'high-contrast'] as const;

describe.each(THEMES)('in the %s theme', (theme) => {
  const pages = panelPages();

  it('axe finds nothing in any state', async () => {
    const page = await pages.open({ theme, shown: 'all', trace: 'killed' });
    expect(await violations(page), 'ended').toEqual([]);

    for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowLeft');
    await settled(page);
    expect(await violations(page), 'past').toEqual([]);

    for (const pane of ['checks', 'code', 'raw', 'log']) {
      await page.locator(`#tab-${pane}`).click();
      expect(await violations(page), pane).toEqual([]);
    }
    await page.close();
  });

  it('axe finds nothing in what a debugger adds', async () => {
    const page = await pages.open({ theme, shown: 100 });
    await page.keyboard.press('p');
    await page.keyboard.press('k');
    await page.getByTestId('break-refusals').check();
    expect(await violations(page), 'breakpoints').toEqual([]);
    await page.keyboard.press('Escape');
    await page.evaluate(() => fakeHost.set({ heldBy: { kind: 'token.rejected' } }));
    await page.getByTestId('link-thing').first().click();
    await page.getByTestId('thing').waitFor();
    expect(await violations(page), 'linked').toEqual([]);
    await page.keyboard.press('l');
    await page.getByTestId('fold-all').click();
    await page.getByTestId('fold').first().waitFor();
    expect(await violations(page), 'legend').toEqual([]);
    await page.keyboard.press('Escape');
    expect(await violations(page), 'folded').toEqual([]);
    await page.close();
  });

  it('axe finds nothing in any form and menu', async () => {
    const page = await pages.open({ theme, shown: 'all', trace: 'killed' });
    await page.evaluate(() => fakeHost.set({ phase: 'held' }));
    await page.keyboard.press('End');
    await page.keyboard.press('f');
    await page.getByTestId('fault-delay').click();
    await page.getByTestId('when-next').check();
    expect(await violations(page), 'palette').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.getByRole('menu').waitFor();
    expect(await violations(page), 'menu').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.getByTestId('advance').click();
    await page.locator('#span-error').waitFor();
    expect(await violations(page), 'clock').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await page.getByTestId('nodes-3').check();
    expect(await violations(page), 'deployment').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page), 'help').toEqual([]);
    await page.keyboard.press('Escape');

    await page.evaluate(() => {
      fakeHost.set({ phase: 'failed' });
      fakeHost.tell({ type: 'notice', notice: { tone: 'error', message: 'The lab process has died.' } });
    });
    await page.getByTestId('notice').waitFor();
    expect(await violations(page), 'failed').toEqual([]);
    await page.close();
  });

  it('axe finds nothing in the other layouts', async () => {
    const welcome = await pages.open({ theme, run: 'none' });
    expect(await violations(welcome), 'empty').toEqual([]);
    await welcome.close();
    const narrow = await pages.open({ theme, shown: 60, size: [480, 800] });
    await narrow.locator('#tab-held').click();
    expect(await violations(narrow), 'narrow').toEqual([]);
    await narrow.close();
    const starting = await pages.open({ theme, shown: 0 });
    expect(await violations(starting), 'nothing yet').toEqual([]);
    await starting.close();
    const token = await pages.open({ theme, trace: 'stateless', shown: 'all' });
    await token.getByTestId('back').click();
    await settled(token);
    expect(await violations(token), 'token').toEqual([]);
    await token.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('for those who do not see the diagram', () => {
  const pages = panelPages();

  it('is a list of messages with their ends, in order, under the titles of their acts', async () => {
    const page = await pages.open({ shown: 60 });
    const [first] = await page.getByRole('region', { name: 'Open the profile' }).getByRole('listitem').all();
    expect(await first?.getByRole('button').getAttribute('aria-label')).toMatch(
      /^\d+\. Browser to Server: GET \/profile/,
    );
    const numbers = await page.$$eval('.press', (items) =>
      items.map((item) => Number.parseInt(item.getAttribute('aria-label') ?? '', 10)),
    );
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    await page.close();
  });

  it('tells each step as a sentence, politely', async () => {
    const page = await pages.open({ shown: 59 });
    await page.getByTestId('step').click();
    await settled(page);
    const at = await page.evaluate(() => fakeHost.at);
    const newest = (await written(page)).at(-1)!;
    const live = page.getByTestId('live');
    expect(await live.getAttribute('aria-live')).toBe('polite');
    const wanted = inspectEvent((await trace('stateful')).slice(0, at), newest.seq)?.sentence ?? '';
    await expect.poll(() => live.textContent()).toContain(wanted);
    await page.getByTestId('back').click();
    await expect.poll(() => live.textContent()).toMatch(/^In the past\. \d+\. /);
    await page.close();
  });

  it('a tone is never told by color alone', async () => {
    const page = await pages.open({ shown: 'all' });
    const bare = await page.$$eval(
      '.item',
      (items) =>
        items.filter(
          (item) => (item.getAttribute('data-tone') === 'plain') === (item.querySelector('.tone svg') !== null),
        ).length,
    );
    expect(bare).toBe(0);
    await page.close();
  });

  it('moves a new message in, but not for those who asked for less motion', async () => {
    const animations = async (reducedMotion: boolean): Promise<number> => {
      const page = await pages.open({ shown: 20, reducedMotion });
      const before = (await written(page)).length;
      const seen = await page.evaluate(
        (count) =>
          new Promise<number>((resolve) => {
            const watch = (): void => {
              const arrived = document.querySelectorAll('.press[data-testid]').length > count;
              // Animations begin with the frame that first styles them.
              requestAnimationFrame(arrived ? () => resolve(document.getAnimations().length) : watch);
            };
            watch();
            fakeHost.advance();
          }),
        before,
      );
      await page.close();
      return seen;
    };
    expect(await animations(true)).toBe(0);
    expect(await animations(false)).toBeGreaterThan(0);
  });

  it('nothing is cut off at 200 % zoom', async () => {
    const page = await pages.open({ shown: 60, size: [640, 360] });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
    for (const name of ['play', 'step', 'back', 'inject', 'help']) {
      const box = await page.getByTestId(name).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999), name).toBeLessThanOrEqual(640);
    }
    expect((await page.locator('.scroller').boundingBox())?.height).toBeGreaterThan(180);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
