import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, type Trace, type TraceEvent } from '../../src/model';
import { diagram, type Item } from '../../src/projections/diagram';
import { panelPages, settled, stepTo, trace, written } from './panel-page';

const items = (events: Trace): Item[] => diagram(events).sections.flatMap((section) => section.items);
const loud = (events: Trace): number[] => events.filter(({ kind }) => !EVENT_KINDS[kind].quiet).map(({ seq }) => seq);

describe('the diagram', () => {
  const pages = panelPages();

  it.each(['stateful', 'stateless', 'killed'])(
    'shows one item for each loud event of the %s run, in order',
    async (name) => {
      const page = await pages.open({ trace: name, shown: 'all' });
      const events = await trace(name);
      expect((await written(page)).map(({ seq }) => seq)).toEqual(loud(events));
      await page.close();
    },
  );

  it('writes the labels of the projection and no others', async () => {
    const page = await pages.open({ shown: 'all' });
    expect((await written(page)).map(({ label }) => label)).toEqual(
      items(await trace('stateful')).map(({ label }) => label),
    );
    await page.close();
  });

  it('draws an arrow for every message in sight, from lane to lane', async () => {
    const page = await pages.open({ shown: 'all', size: [1280, 4000] });
    await expect
      .poll(() => page.locator('.picture .arrow').count())
      .toBe(items(await trace('stateful')).filter(({ type }) => type === 'message').length);
    const lanes = await page.$$eval('.lane', (each) =>
      each.map((lane) => lane.getBoundingClientRect()).map(({ left, width }) => left + width / 2),
    );
    const off = await page.$$eval(
      '.picture line.arrow',
      (arrows, centers) =>
        arrows.map((arrow) => {
          const { left, right } = arrow.getBoundingClientRect();
          const nearest = (x: number): number => Math.min(...centers.map((center) => Math.abs(center - x)));
          return Math.max(nearest(left), nearest(right));
        }),
      lanes,
    );
    // An arrow ends at the edge of a bar or just before the line, never further off.
    expect(Math.max(...off)).toBeLessThan(8);
    await page.close();
  });

  it('grows by one item a step', async () => {
    const page = await pages.open({ shown: 4 });
    const events = await trace('stateful');
    const wanted = loud(events);
    for (const count of [2, 3, 4, 9, 10]) {
      await stepTo(page, count);
      expect((await written(page)).map(({ seq }) => seq)).toEqual(wanted.slice(0, count));
    }
    await page.close();
  });

  it('keeps finished drawings when a message arrives', async () => {
    const page = await pages.open({ shown: 40 });
    await page.evaluate(() =>
      document.querySelectorAll('.drawing').forEach((drawing) => drawing.setAttribute('data-old', '')),
    );
    const drawings = await page.locator('.picture .drawing').count();
    await stepTo(page, (await written(page)).length + 1);
    expect(await page.locator('.picture .drawing[data-old]').count()).toBeGreaterThanOrEqual(drawings - 1);
    await page.close();
  });

  it('says that a process is gone, and draws its lane so', async () => {
    const events = await trace('killed');
    const exit = events.find(({ kind }) => kind === 'node.exited');
    const page = await pages.open({ trace: 'killed', shown: (exit?.seq ?? 0) + 1 });
    await expect.poll(() => page.locator('.lane[data-role="server"]').innerText()).toContain('not running');
    expect(await page.locator('.tail .lifeline-gone').count()).toBe(1);
    await page.close();
  });

  it('follows the newest message until the reader scrolls away, and again from the button', async () => {
    const page = await pages.open({ shown: 60 });
    const gap = (): Promise<number> =>
      page.$eval('.scroller', (box) => box.scrollHeight - box.clientHeight - box.scrollTop);
    await expect.poll(gap).toBeLessThan(2);
    await page.hover('.scroller');
    await page.mouse.wheel(0, -600);
    await expect.poll(gap).toBeGreaterThan(300);
    const before = await page.$eval('.scroller', (box) => box.scrollTop);
    await page.evaluate(() => fakeHost.advance());
    await settled(page);
    expect(await page.$eval('.scroller', (box) => box.scrollTop)).toBe(before);
    await page.getByTestId('to-newest').click();
    await expect.poll(gap).toBeLessThan(2);
    await page.close();
  });

  it('lets the page be scrolled by what is neither wheel nor key, and stays there', async () => {
    const page = await pages.open({ shown: 60 });
    const box = page.locator('.scroller');
    await expect.poll(() => box.evaluate((it) => it.scrollTop)).toBeGreaterThan(300);
    await box.evaluate((it) => (it.scrollTop = 0));
    await page.getByTestId('to-newest').waitFor();
    await page.evaluate(() => fakeHost.advance());
    await settled(page);
    expect(await box.evaluate((it) => it.scrollTop)).toBe(0);
    await page.close();
  });

  it('takes 20,000 events, folds what repeats, and still steps', async () => {
    const base = await trace('stateful');
    const page = await pages.open({ trace: repeated(base, 20_000), shown: 19_990 });
    // What is far above is written out bit by bit.
    await expect.poll(() => page.getByTestId('fold').count(), { timeout: 30_000 }).toBeGreaterThan(1_000);
    const before = await page.locator('.position').first().innerText();
    await page.getByTestId('step').click();
    await expect.poll(() => page.locator('.position').first().innerText(), { timeout: 20_000 }).not.toBe(before);
    expect(await page.locator('.picture .arrow').count()).toBeLessThan(120);
    await page.close();
  });

  it('takes a trace whose beginning or end was cut off', async () => {
    const base = await trace('killed');
    for (const cut of [base.slice(25), base.slice(0, 37), base.slice(31, 52)]) {
      const page = await pages.open({ trace: cut, shown: 'all' });
      expect((await written(page)).map(({ seq }) => seq)).toEqual(items(cut).map(({ seq }) => seq));
      await page.locator('#tab-log').click();
      expect(await page.getByTestId('log-entry').count()).toBe(cut.length);
      await page.close();
    }
  });

  it('draws only what is in sight of a long run', async () => {
    const base = await trace('stateful');
    const page = await pages.open({ trace: repeated(base, 2_000), shown: 'all' });
    const count = loud(repeated(base, 2_000)).length;
    // So many messages fold by themselves where they repeat each other.
    await page.keyboard.press('u');
    await expect.poll(async () => (await written(page)).length, { timeout: 20_000 }).toBe(count);
    expect(await page.locator('.picture .arrow').count()).toBeLessThan(120);
    await page.close();
  });

  it('opens a long run at its end, and writes what is above without moving what is read', async () => {
    const base = await trace('stateful');
    const page = await pages.open({ trace: repeated(base, 2_000), shown: 'all', busy: true });
    const place = (): Promise<string> =>
      page.$eval('.press[aria-current]', (item) => {
        const { top, bottom } = item.getBoundingClientRect();
        return `${top.toFixed()} to ${bottom.toFixed()}`;
      });
    const [newest, before] = [await place(), (await written(page)).length];
    expect(before).toBeLessThan(40);
    await expect(page.locator('.press[aria-current]').isVisible()).resolves.toBe(true);

    // A reader who looks further up is not moved either.
    await page.hover('.scroller');
    await page.mouse.wheel(0, -200);
    await expect.poll(place).not.toBe(newest);
    const read = await place();
    await page.evaluate(() => goIdle());
    await expect.poll(() => page.$eval('.above', (above) => above.clientHeight), { timeout: 20_000 }).toBe(0);
    expect((await written(page)).length).toBeGreaterThan(before * 5);
    expect(await place()).toBe(read);
    await page.getByTestId('to-newest').click();
    await expect.poll(place).toBe(newest);
    await page.close();
  });

  it('shows at once what is picked far above what is written yet', async () => {
    const base = await trace('stateful');
    const page = await pages.open({ trace: repeated(base, 2_000), shown: 'all', busy: true });
    const seq = loud(base)[3] ?? 0;
    await page.evaluate((at) => fakeHost.tell({ type: 'select', seq: at }), seq);
    const item = page.locator(`.press[data-seq="${String(seq)}"]`);
    await expect.poll(() => item.getAttribute('aria-current')).toBe('true');
    const [top, box] = await Promise.all([item.boundingBox(), page.locator('.scroller').boundingBox()]);
    expect(top?.y).toBeGreaterThan(box?.y ?? Infinity);
    expect(top?.y).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('where mermaid cannot be loaded', () => {
  const pages = panelPages();

  it('every message can still be read, and the reason is told', async () => {
    const page = await pages.open({ shown: 12, missing: 'mermaid.js' });
    const labels = (await written(page)).map(({ label }) => label);
    expect(labels).toEqual(items((await trace('stateful')).slice(0, 12)).map(({ label }) => label));
    await expect(page.locator('.press .text').last().isVisible()).resolves.toBe(true);
    expect(await page.locator('.segment[data-bare]').count()).toBe(0);
    expect(pages.errors.join(' ')).toContain('mermaid.js');
    await page.close();
  });
});

const HOSTILE = [
  'end',
  '#quot;#35;#;',
  '%%{init: {"theme": "dark"}}%%',
  'a;b;c',
  '-->>Browser: forged',
  '$$\\frac{1}{2}$$',
  '<img src=x onerror="window.owned = 1">',
  '<script>window.owned = 1</script>',
  'javascript:window.owned=1',
  '"\'`${window.owned = 1}',
  'wrap: nowrap: note over',
  'שלום עולם',
  '👩‍💻🔑🍪',
  'line\nbreak\r\nand\ttab',
  'x'.repeat(10_000),
  '</text></svg><b>bold</b>',
  ' ‮evil',
];

describe('hostile text', () => {
  const pages = panelPages();

  it('is shown as text, exactly', async () => {
    const events = poisoned(await trace('stateful'), (seq) => HOSTILE[seq % HOSTILE.length] ?? '');
    const page = await pages.open({ trace: events, shown: 'all' });
    expect(await written(page)).toEqual(items(events).map(({ seq, label }) => ({ seq, label })));
    expect(await page.$$eval('.band-title span', (titles) => titles.map((title) => title.textContent))).toEqual(
      diagram(events)
        .sections.filter((section) => section.items.length > 0)
        .map(({ title }) => title),
    );
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(await page.locator('.app img, .app script, .app b').count()).toBe(0);
    await page.close();
  });

  it('moves no column', async () => {
    const ends = async (events: Trace): Promise<string[]> => {
      const page = await pages.open({ trace: events, shown: 30 });
      const found = await page.$$eval('.picture line.arrow', (arrows) =>
        arrows.map((arrow) => `${arrow.getAttribute('x1') ?? ''} ${arrow.getAttribute('x2') ?? ''}`),
      );
      await page.close();
      return found;
    };
    const base = await trace('stateful');
    expect(await ends(poisoned(base, () => 'W'.repeat(400)))).toEqual(await ends(base));
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

/** The same run with such texts wherever somebody else may choose the words. */
function poisoned(events: Trace, textFor: (seq: number) => string): Trace {
  return events.map((event): TraceEvent => {
    const text = textFor(event.seq);
    switch (event.kind) {
      case 'act.started':
        return { ...event, data: { ...event.data, title: text } };
      case 'request.sent':
        return {
          ...event,
          data: { ...event.data, method: text.slice(0, 10), url: `https://shop.example/${text}`, body: text },
        };
      case 'response.started':
        return { ...event, data: { ...event.data, reason: text } };
      case 'password.checked':
        return { ...event, data: { ...event.data, username: text } };
      case 'run.started':
        return {
          ...event,
          data: {
            ...event.data,
            title: text,
            actors: event.data.actors.map((actor, index) => ({ ...actor, label: textFor(index + 5) })),
          },
        };
      default:
        return event;
    }
  });
}

/** The acts of a run again and again, with new numbers and exchanges. */
function repeated(base: Trace, length: number): Trace {
  const start = base.findIndex(({ kind }) => kind === 'act.started');
  const events: TraceEvent[] = base.slice(0, start);
  for (let round = 0; events.length < length; round += 1) {
    for (const event of base.slice(start)) {
      if (event.kind === 'run.ended' || events.length >= length) continue;
      events.push({
        ...event,
        seq: events.length,
        ...(event.exchange === undefined ? {} : { exchange: `${event.exchange}-${round}` }),
      });
    }
  }
  return events;
}
