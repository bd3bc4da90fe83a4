import { describe, expect, it } from 'vitest';
import { panelPages } from './panel-page';

/** Smaller than this nobody reads, in px. */
const SMALLEST = 11;

describe('every label of a run at 1280 × 720, without zooming', () => {
  const pages = panelPages();

  it.each(['stateful', 'stateless', 'killed', 'balanced'])('can be read in the %s run', async (trace) => {
    const page = await pages.open({ trace, shown: 'all' });
    // Drawn from the first to the last: only what is in sight has its real height.
    const found = await page.evaluate(async (smallest) => {
      const scroller = document.querySelector('.scroller')!;
      const cut = new Set<string>();
      const small = new Set<string>();
      const over = new Set<string>();
      const frame = (): Promise<number> => new Promise(requestAnimationFrame);
      for (let top = 0; top <= scroller.scrollHeight; top += 300) {
        scroller.scrollTo(0, top);
        await frame();
        await frame();
        const texts = [...document.querySelectorAll<HTMLElement>('.press[data-testid] .text')];
        const boxes = texts.map((text) => ({ text, box: text.getBoundingClientRect() }));
        for (const { text, box } of boxes) {
          if (text.scrollHeight > text.clientHeight + 2) cut.add(text.textContent);
          if (parseFloat(getComputedStyle(text).fontSize) < smallest) small.add(text.textContent);
          for (const other of boxes) {
            if (other.text === text) continue;
            const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (width > 2 && height > 4) over.add(`${text.textContent} | ${other.text.textContent}`);
          }
        }
      }
      return { cut: [...cut], small: [...small], over: [...over] };
    }, SMALLEST);
    expect(found).toEqual({ cut: [], small: [], over: [] });
    await page.close();
  });

  it('never complained', () => expect(pages.errors).toEqual([]));
});
