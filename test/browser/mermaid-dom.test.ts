import { build } from 'esbuild';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trimMermaid } from '../../scripts/build/trim-mermaid.mjs';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import type { Plan, Stroke } from '../../src/webview/diagram/plan';
import type { Parts } from './mermaid-dom.entry';

declare const parts: Parts;

type MessageStroke = Extract<Stroke, { type: 'message' }>;

const message = (from: number, to: number, more: Partial<MessageStroke> = {}): Stroke => ({
  type: 'message',
  from,
  to,
  dashed: false,
  lost: false,
  lines: 1,
  activates: null,
  deactivates: null,
  ...more,
});
const note = (from: number, to: number, lines = 1): Stroke => ({ type: 'note', from, to, width: 120, lines });

/** Something of everything. */
const MIXED: Plan = {
  spacing: 180,
  lanes: 4,
  open: [2],
  strokes: [
    message(1, 2, { activates: 2 }),
    message(2, 2),
    message(2, 3, { lines: 2 }),
    note(2, 2),
    message(3, 2, { dashed: true, deactivates: 2 }),
    note(0, 3, 2),
    message(2, 0, { dashed: true, lost: true, lines: 3, deactivates: 2 }),
    message(1, 0, { dashed: true }),
    message(0, 0),
  ],
};

const PLANS: readonly Plan[] = [
  MIXED,
  { ...MIXED, spacing: 88 },
  { ...MIXED, spacing: 300, open: [] },
  { spacing: 200, lanes: 1, open: [], strokes: [message(0, 0), note(0, 0)] },
  { spacing: 200, lanes: 2, open: [1, 1], strokes: [message(0, 1)] },
  {
    spacing: 200,
    lanes: 6,
    open: [],
    strokes: Array.from({ length: 12 }, (_, index) =>
      message(index % 6, (index * 5 + 1) % 6, { lines: (index % 3) + 1 }),
    ),
  },
];

describe('what is known about mermaid’s elements', () => {
  let browser: Browser;
  let page: Page;
  let stock: Page;
  let server: Server;

  beforeAll(async () => {
    const [ours, stocks] = await Promise.all([bundle(true), bundle(false)]);
    server = createServer(({ url }, response) => {
      const script = url === '/ours.js' ? ours : url === '/stock.js' ? stocks : null;
      response.setHeader('Content-Type', script === null ? 'text/html' : 'text/javascript');
      response.end(
        script ?? `<!DOCTYPE html><link rel="icon" href="data:,"><body><script src="${url ?? ''}.js"></script>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String(port)}/ours`);
    stock = await browser.newPage();
    await stock.goto(`http://127.0.0.1:${String(port)}/stock`);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  const drawing = (plan: Plan) =>
    page.evaluate(async (wanted) => {
      const { svg, rows, height } = await parts.draw(wanted);
      const box = document.body.appendChild(svg);
      const attributes = (selector: string): Record<string, string>[] =>
        [...box.querySelectorAll<SVGElement>(selector)].map((element) => ({
          ...Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
          // Where it stands when all that moves it has been added up.
          ...placeOf(element, box),
        }));
      const placeOf = (element: SVGElement, svg: SVGSVGElement): Record<string, string> => {
        const matrix = (element.parentElement as unknown as SVGGElement).transform?.baseVal?.consolidate()?.matrix;
        const [dx, dy] = element.parentElement === (svg as unknown) || !matrix ? [0, 0] : [matrix.e, matrix.f];
        const sums: Record<string, string> = {};
        for (const [name, by] of [
          ['x1', dx],
          ['x2', dx],
          ['x', dx],
          ['y1', dy],
          ['y2', dy],
          ['y', dy],
        ] as const) {
          const value = element.getAttribute(name);
          if (value !== null) sums[name] = String(Number(value) + by);
        }
        return sums;
      };
      const found = {
        rows: [...rows],
        height,
        arrows: attributes('.arrow'),
        notes: attributes('.note'),
        bars: attributes('.bar'),
        lifelines: attributes('.lifeline'),
        texts: box.textContent,
      };
      box.remove();
      return found;
    }, plan);

  it('trimmed and with its configuration cached, it draws what it draws as it comes', async () => {
    for (const [index, plan] of PLANS.entries()) {
      const render = (wanted: [Plan, string]): Promise<string> => parts.render(...wanted);
      const [a, b] = [
        await page.evaluate(render, [plan, `same-${index}`] as [Plan, string]),
        await stock.evaluate(render, [plan, `same-${index}`] as [Plan, string]),
      ];
      // Ids of lifelines count up over all drawings of a page.
      expect(a.replaceAll(/(?:actor|root-)\d+/g, ''), `plan ${index}`).toBe(b.replaceAll(/(?:actor|root-)\d+/g, ''));
      expect(a).toContain('data-et="message"');
    }
  });

  it('strokes drawn one by one stand where mermaid puts them when it draws them all', async () => {
    for (const [index, plan] of PLANS.entries()) {
      const { arrows, notes, bars } = await drawing(plan);
      const whole = await stock.evaluate(async (wanted) => {
        const template = document.createElement('template');
        template.innerHTML = await parts.render(wanted);
        const all = (selector: string, names: readonly string[]): (string | null)[][] =>
          [...template.content.querySelectorAll(selector)].map((each) => names.map((name) => each.getAttribute(name)));
        return {
          lines: all('line[data-et="message"]', ['x1', 'x2', 'y1', 'y2']),
          notes: all('[data-et="note"] > rect', ['y', 'height']),
          bars: all('rect[class^="activation"]', ['x', 'width']),
        };
      }, plan);
      // Mermaid's own drawing begins with a box for each actor, 4 px high.
      const numbers = (values: readonly (string | null | undefined)[], down: readonly number[]): number[] =>
        values.map((value, at) => Math.round((Number(value) + (down[at] ?? 0)) * 100) / 100);
      const sorted = (lists: number[][]): number[][] => lists.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
      expect(
        arrows.filter(({ x1 }) => x1).map(({ x1, x2, y1, y2 }) => numbers([x1, x2, y1, y2], [0, 0, 4, 4])),
        `arrows of plan ${index}`,
      ).toEqual(whole.lines.map((line) => numbers(line, [])));
      expect(
        notes.map(({ y, height }) => numbers([y, height], [4])),
        `notes of plan ${index}`,
      ).toEqual(whole.notes.map((note) => numbers(note, [])));
      expect(sorted(bars.map(({ x, width }) => numbers([x, width], []))), `bars of plan ${index}`).toEqual(
        sorted(whole.bars.map((bar) => numbers(bar, []))),
      );
    }
  });

  it('the n-th message of the drawing is the n-th of the source, from lane to lane', async () => {
    const { arrows, rows } = await drawing(MIXED);
    const strokes = MIXED.strokes
      .map((stroke, index) => ({ stroke, index }))
      .filter(({ stroke }) => stroke.type === 'message');
    expect(arrows.map((arrow) => Number(arrow['data-index']))).toEqual(strokes.map(({ index }) => index));
    for (const [position, { stroke, index }] of strokes.entries()) {
      const arrow = arrows[position]!;
      if (stroke.type !== 'message') continue;
      expect(arrow['class']).toBe(stroke.dashed ? 'arrow dashed' : 'arrow');
      expect(arrow['marker-end']).toBe(stroke.lost ? 'url(#auth-lab-cross)' : 'url(#auth-lab-arrowhead)');
      if (stroke.from === stroke.to) continue;
      expect(Number(arrow['y1'])).toBe(Number(arrow['y2']));
      expect(Math.abs(Number(arrow['x1']) - (30 + stroke.from * 180))).toBeLessThan(14);
      expect(Math.abs(Number(arrow['x2']) - (30 + stroke.to * 180))).toBeLessThan(14);
      expect(rows[index]!.line).toBe(Number(arrow['y1']));
    }
  });

  it('notes lie over their lanes and do not overlap anything', async () => {
    const { notes, rows } = await drawing(MIXED);
    expect(notes.map((each) => Number(each['data-index']))).toEqual([3, 5]);
    expect(Math.abs(Number(notes[0]!['x']) + Number(notes[0]!['width']) / 2 - (30 + 2 * 180))).toBeLessThan(1);
    expect(Math.abs(Number(notes[1]!['x']) + Number(notes[1]!['width']) / 2 - (30 + 1.5 * 180))).toBeLessThan(1);
    for (const [index, row] of rows.entries()) {
      expect(row.bottom).toBeGreaterThanOrEqual(row.line);
      if (index > 0) expect(row.top).toBeGreaterThanOrEqual(rows[index - 1]!.bottom);
    }
  });

  it('bars begin and end with their messages, and open ones reach both edges', async () => {
    const { bars, rows, height } = await drawing(MIXED);
    const spans = bars.map((bar) => [Number(bar['y']), Number(bar['y']) + Number(bar['height'])]);
    expect(spans).toEqual([
      [0, rows[6]!.line],
      [rows[0]!.line, rows[4]!.line],
    ]);
    const open = await drawing({ ...MIXED, open: [], strokes: MIXED.strokes.slice(0, 3) });
    expect(open.bars.map((bar) => Number(bar['y']) + Number(bar['height']))).toEqual([open.height]);
    expect(height).toBe(rows.at(-1)!.bottom);
  });

  it('lifelines stand where the spacing says, over the whole height', async () => {
    for (const plan of PLANS) {
      const { lifelines, height } = await drawing(plan);
      expect(lifelines.map((line) => Number(line['x1'])).sort((a, b) => a - b)).toEqual(
        Array.from({ length: plan.lanes }, (_, lane) => 30 + lane * plan.spacing),
      );
      for (const line of lifelines) expect(Number(line['y2']) - Number(line['y1'])).toBe(height);
    }
  });

  it('nothing of the text that mermaid was given is left', async () => {
    expect((await drawing(MIXED)).texts).toBe('');
  });

  it('the estimate of heights is right within a tenth', async () => {
    for (const plan of PLANS) {
      const { height } = await drawing(plan);
      const estimated = await page.evaluate((wanted) => parts.estimateRows(wanted).at(-1)?.bottom ?? 0, plan);
      expect(Math.abs(estimated - height) / height).toBeLessThan(0.1);
    }
  });

  it('drawing leaves nothing behind in the page', async () => {
    const before = await page.evaluate(() => document.body.childElementCount);
    await drawing(MIXED);
    expect(await page.evaluate(() => document.body.childElementCount)).toBe(before);
  });

  it('a drawing that is not what was asked for is refused', async () => {
    const error = await page.evaluate(async (wanted) => {
      const svg = await parts.render(wanted);
      try {
        parts.takeStrokes(svg, [{ ...wanted, strokes: wanted.strokes.slice(1) }]);
        return null;
      } catch (thrown) {
        return String(thrown);
      }
    }, MIXED);
    expect(error).toContain('mermaid drew 7 messages, 2 notes and 4 lanes instead of 6, 2 and 4');
  });

  it('is known before anybody asks, for what most requests are made of', async () => {
    const drafting = await page.evaluateHandle(() => parts.drawAhead(180, 3));
    const usual: Plan = {
      spacing: 180,
      lanes: 3,
      open: [],
      strokes: [
        message(0, 1, { activates: 1 }),
        message(1, 1),
        message(1, 2, { activates: 2 }),
        message(2, 1, { dashed: true, lines: 2, deactivates: 2 }),
        message(1, 0, { dashed: true, deactivates: 1 }),
      ],
    };
    await expect
      .poll(() => drafting.evaluate((each, plan) => each.known(plan)?.rows.length, usual))
      .toBe(usual.strokes.length);
  });
});

async function bundle(cacheConfig: boolean): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('./mermaid-dom.entry.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome138',
    logLevel: 'silent',
    plugins: cacheConfig ? [trimMermaid()] : [],
  });
  return outputFiles[0]!.text;
}
