import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Trace } from '../../src/model';
import { diagram } from '../../src/projections/diagram';
import { panelPages, settled, trace } from './panel-page';

/** Asks for the picture as the host does, and waits for it. */
async function drawn(page: Page, as: 'svg' | 'png'): Promise<string> {
  await page.evaluate((what) => fakeHost.tell({ type: 'draw', as: what }), as);
  const found = await page.waitForFunction(
    (what) => fakeHost.intents.find((intent) => intent.type === 'picture' && intent.as === what),
    as,
  );
  const intent = await found.jsonValue();
  return intent?.type === 'picture' ? (intent.data ?? '') : '';
}

/** What stands in an SVG document, read as XML: its texts from top to bottom, and everything that needs a style sheet. */
const read = (page: Page, source: string): Promise<{ texts: string[]; elements: string[]; foreign: string[] }> =>
  page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...document.querySelectorAll('*')];
    const foreign = all.flatMap((each) =>
      each
        .getAttributeNames()
        .filter(
          (name) =>
            name === 'class' ||
            name === 'style' ||
            name.startsWith('on') ||
            /var\(|color\(|https?:(?!\/\/www\.w3\.org)/.test(each.getAttribute(name) ?? ''),
        )
        .map((name) => `${each.tagName} ${name}="${each.getAttribute(name) ?? ''}"`),
    );
    return {
      texts: [...document.querySelectorAll('text')].map((each) => each.textContent),
      elements: [...new Set(all.map(({ tagName }) => tagName))].sort(),
      foreign,
    };
  }, source);

/** Letters alone: where a line was broken is the picture's own affair. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('the diagram as a picture', () => {
  const pages = panelPages();

  it.each(['stateful', 'stateless', 'killed'])('holds all of %s and needs nothing beside it', async (name) => {
    const page = await pages.open({ trace: name, shown: 'all' });
    const source = await drawn(page, 'svg');
    const { texts, elements, foreign } = await read(page, source);
    expect(elements).toEqual(['defs', 'g', 'line', 'marker', 'path', 'rect', 'svg', 'text']);
    expect(foreign).toEqual([]);
    const written = letters(texts.join(''));
    const shown = diagram(await trace(name));
    for (const { label } of shown.actors) expect(written).toContain(letters(label));
    for (const { title, items } of shown.sections) {
      // An act in which nothing was drawn has no heading either.
      if (items.length === 0) continue;
      expect(written).toContain(letters(title));
      for (const { label } of items) expect(written, label).toContain(letters(label).slice(0, 24));
    }
    await page.close();
  });

  it('shows as much as the reader sees', async () => {
    const page = await pages.open({ shown: 'all' });
    await page.keyboard.press('Home');
    await settled(page);
    const { texts } = await read(page, await drawn(page, 'svg'));
    expect(texts).toContain('1');
    expect(texts).not.toContain('2');
    await page.close();
  });

  it('has the colors of the theme, and as a picture of dots twice the size', async () => {
    const page = await pages.open({ shown: 30, theme: 'dark' });
    const source = await drawn(page, 'svg');
    expect(source).toContain('fill="#1f1f1f"');
    const png = Buffer.from(await drawn(page, 'png'), 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const width = Number(/width="(\d+)"/.exec(source)?.[1]);
    expect(png.readUInt32BE(16)).toBe(width * 2);
    await page.close();
  });

  it('takes hostile text for text', async () => {
    const hostile = ['</text><script>window.owned=1</script>', '<!--', ']]>', '&lt;', '\u0000\u0007', '\ud800', 'نص'];
    const events = (await trace('stateful')).map((event, index) =>
      event.kind === 'act.started'
        ? { ...event, data: { ...event.data, title: hostile[index % hostile.length] ?? '' } }
        : event,
    ) as Trace;
    const page = await pages.open({ trace: events, shown: 'all' });
    const { elements, texts } = await read(page, await drawn(page, 'svg'));
    expect(elements).not.toContain('script');
    expect(elements).not.toContain('parsererror');
    expect(texts.length).toBeGreaterThan(40);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
