import { describe, expect, it } from 'vitest';
import { THEMES, themeStyle } from './page/themes.mjs';
import { panelPages } from './panel-page';

describe('a change of theme', () => {
  const pages = panelPages();

  it('recolors what stands, without drawing anything again', async () => {
    const page = await pages.open({ theme: 'light', shown: 60 });
    const colors = (): Promise<Record<string, string>> =>
      page.evaluate(() => {
        const of = (selector: string, property: 'stroke' | 'fill' | 'color' | 'backgroundColor'): string => {
          const element = document.querySelector(selector);
          return element ? getComputedStyle(element)[property] : 'none';
        };
        return {
          page: of('body', 'backgroundColor'),
          label: of('.item[data-tone="plain"] .text', 'color'),
          arrow: of('.arrow[data-tone="plain"]', 'stroke'),
          good: of('.arrow[data-tone="good"]', 'stroke'),
          bar: of('.bar', 'fill'),
          lifeline: of('.lifeline', 'stroke'),
        };
      });
    const light = await colors();
    await page.evaluate(() =>
      document.querySelectorAll('.drawing').forEach((drawing) => drawing.setAttribute('data-old', '')),
    );
    for (const name of ['dark', 'high-contrast'] as const) {
      await page.evaluate(
        ([style, body]) => {
          document.documentElement.setAttribute('style', style);
          document.body.className = body;
        },
        [themeStyle(name), THEMES[name].body] as const,
      );
      const changed = await colors();
      for (const [part, color] of Object.entries(changed)) expect(color, `${name}: ${part}`).not.toBe(light[part]);
    }
    expect(await page.locator('.drawing:not([data-old])').count()).toBe(0);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
