import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { panelPages, trace, written } from './panel-page';

const lane = async (page: Page, id: string): Promise<string> =>
  (await page.getByTestId(`lane-${id}`).innerText()).replace(/\s+/g, ' ');
const stateOf = (page: Page, id: string): Promise<string | null> =>
  page.getByTestId(`lane-${id}`).getAttribute('data-state');

describe('several servers behind a load balancer', () => {
  const pages = panelPages();

  it('stand in the order of the run, each with its own state', async () => {
    const page = await pages.open({ trace: 'balanced', shown: 'all' });
    const ids = await page.$$eval('.lane', (lanes) => lanes.map((each) => (each as HTMLElement).dataset['actor']));
    expect(ids).toEqual(['thief', 'browser', 'balancer', 'app', 'app-2', 'app-3', 'store']);
    expect([await stateOf(page, 'app'), await lane(page, 'app')]).toEqual(['down', expect.stringContaining('down')]);
    expect([await stateOf(page, 'app-2'), await lane(page, 'app-2')]).toEqual([
      'hung',
      expect.stringContaining('hangs'),
    ]);
    expect([await stateOf(page, 'app-3'), await lane(page, 'app-3')]).toEqual([
      'odd',
      expect.stringContaining('+20 min'),
    ]);
    // What the card has no room for is said all the same.
    expect(await page.getByTestId('lane-app-3').textContent()).toContain('clock 20 min ahead');
    await page.close();
  });

  it('have the states of the moment that is looked at', async () => {
    const events = await trace('balanced');
    const hung = events.find(({ kind }) => kind === 'node.hung')!.seq;
    const page = await pages.open({ trace: 'balanced', shown: hung });
    expect(await stateOf(page, 'app-2')).toBe('up');
    await page.getByTestId('step').click();
    await expect.poll(() => stateOf(page, 'app-2')).toBe('hung');
    await page.getByTestId('back').click();
    await expect.poll(() => stateOf(page, 'app-2')).toBe('up');
    await page.close();
  });

  it('no label is cut where a word would fit, and nothing overlaps the next lane', async () => {
    const page = await pages.open({ trace: 'balanced', shown: 'all' });
    expect((await written(page)).length).toBeGreaterThan(40);
    const broken = await page.$$eval('.item[data-kind="message"] .text', (texts) =>
      texts
        .filter((text) => text.textContent.trim() === '401 Unauthorized')
        .filter((text) => text.getBoundingClientRect().height > 2 * 18)
        .map((text) => text.textContent),
    );
    expect(broken).toEqual([]);
    const boxes = await page.$$eval('.lane', (lanes) =>
      lanes.map((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().right]),
    );
    for (const [index, [left]] of boxes.entries()) {
      if (index > 0) expect(left).toBeGreaterThan(boxes[index - 1]![1]!);
    }
    await page.close();
  });

  it('no word of a label is broken, however narrow the panel', async () => {
    const page = await pages.open({ trace: 'balanced', shown: 'all', size: [480, 860] });
    await page.evaluate(() => {
      // What is out of sight is laid out too.
      const all = new CSSStyleSheet();
      all.replaceSync('.segment { content-visibility: visible }');
      document.adoptedStyleSheets.push(all);
    });
    const broken = await page.$$eval('.item .text', (texts) =>
      texts.flatMap((text) => {
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[A-Za-z]+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) found.push(`${word} in "${text.textContent}"`);
          }
        }
        return found;
      }),
    );
    expect(broken).toEqual([]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
