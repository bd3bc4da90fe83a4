import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { panelPages } from './panel-page';

/** Everything that the toolbar, the tabs and the legend say. */
async function chrome(page: Page): Promise<string[]> {
  await page.keyboard.press('l');
  return page.$$eval('.tool, [role="tab"], .signs li, .popover-title, .phase', (elements) =>
    elements.flatMap((element) => [element.getAttribute('aria-label') ?? '', element.textContent.trim()]),
  );
}

describe('in another language', () => {
  const pages = panelPages();

  it('says everything around the diagram in it', async () => {
    const page = await pages.open({ shown: 60, language: 'de' });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    const said = await chrome(page);
    for (const word of ['Abspielen', 'Schritt', 'Die Anfrage überspringen', 'Nachricht', 'Roh']) {
      expect(said).toContain(word);
    }
    const english = Object.entries(german).flatMap(([key, text]) => (key === text ? [] : [key]));
    expect(said.filter((words) => english.includes(words))).toEqual([]);
    await page.close();
  });

  it('cuts nothing off at 200 % zoom, where words are longer', async () => {
    const page = await pages.open({ shown: 60, language: 'de', size: [640, 360] });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
    for (const name of ['play', 'step', 'step-over', 'breakpoints', 'clock', 'inject', 'help']) {
      const box = await page.getByTestId(name).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999), name).toBeLessThanOrEqual(640);
    }
    await page.close();
  });

  it('shows the parts of a token in their colors, whatever they are called', async () => {
    const page = await pages.open({ trace: 'stateless', shown: 38, language: 'de' });
    const marks = await page.$$eval('.parts span', (parts) => parts.map((part) => part.getAttribute('data-mark')));
    for (const mark of marks) expect(['header', 'claims', 'signature']).toContain(mark);
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});
