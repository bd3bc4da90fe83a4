import mermaid from 'mermaid';
import type { Item } from '../../src/projections/diagram';
import { Drafting } from '../../src/webview/diagram/drafting';
import { putTogether } from '../../src/webview/diagram/drawing';
import { estimateRows } from '../../src/webview/diagram/estimate';
import { layLanes } from '../../src/webview/diagram/geometry';
import { loneStrokes } from '../../src/webview/diagram/lone-stroke';
import { mermaidConfig } from '../../src/webview/diagram/mermaid-config';
import { takeStrokes, type DrawnStroke, type Row } from '../../src/webview/diagram/mermaid-dom';
import { mermaidSource, statement } from '../../src/webview/diagram/mermaid-source';
import type { Plan } from '../../src/webview/diagram/plan';
import { pictured } from '../../src/webview/diagram/segment-picture';

let count = 0;

/** What mermaid itself makes of a plan. The id is part of it, so it can be given. */
async function render(plan: Plan, id = `test-${String((count += 1))}`): Promise<string> {
  mermaid.initialize(mermaidConfig(plan.spacing));
  return (await mermaid.render(id, wholeSource(plan))).svg;
}

/** A whole plan in mermaid's language, bars and all, as a person would write it. */
function wholeSource({ lanes, open, strokes }: Plan): string {
  const bars = [...open];
  const lines = ['sequenceDiagram'];
  for (let lane = 0; lane < lanes; lane += 1) lines.push(`participant L${String(lane)}`);
  for (const lane of open) lines.push(`activate L${String(lane)}`);
  for (const stroke of strokes) {
    lines.push(statement(stroke));
    if (stroke.type === 'note') continue;
    if (stroke.activates !== null) {
      bars.push(stroke.activates);
      lines.push(`activate L${String(stroke.activates)}`);
    }
    if (stroke.deactivates !== null && bars.includes(stroke.deactivates)) {
      bars.splice(bars.lastIndexOf(stroke.deactivates), 1);
      lines.push(`deactivate L${String(stroke.deactivates)}`);
    }
  }
  // Mermaid draws no bar that never ends.
  for (const lane of bars.toReversed()) lines.push(`deactivate L${String(lane)}`);
  return `${lines.join('\n')}\n`;
}

/** A plan as the panel draws it: every different stroke once, on one sheet, and all of them put together. */
async function draw(plan: Plan): Promise<{ svg: SVGSVGElement; rows: readonly Row[]; height: number }> {
  const lones = [...new Map(loneStrokes(plan).map(({ plan: lone }) => [JSON.stringify(lone), lone])).values()];
  mermaid.initialize(mermaidConfig(plan.spacing));
  const { svg } = await mermaid.render(`sheet-${String((count += 1))}`, mermaidSource(lones));
  const drawn = new Map<string, DrawnStroke>();
  for (const [index, stroke] of takeStrokes(svg, lones).entries()) drawn.set(JSON.stringify(lones[index]), stroke);
  const drawing = putTogether(plan, (lone) => drawn.get(JSON.stringify(lone)));
  if (!drawing) throw new Error('A stroke is missing.');
  const none = { open: plan.open, gone: [] };
  const segment = {
    id: 0,
    items: plan.strokes.map((_, seq) => ({ type: 'message', seq, tone: 'plain', shape: 'request' }) as unknown as Item),
    start: 1,
    numbers: plan.strokes.map((_, index) => index + 1),
    edges: plan.strokes.map(() => null),
    plan,
    before: none,
    after: none,
    geometry: layLanes([], 0),
    fates: plan.strokes.map(() => ({ turn: null, lanes: [] })),
  };
  return { svg: pictured(drawing, segment, null), rows: drawing.rows, height: drawing.height };
}

/** Has what is likely drawn ahead, with nobody waiting for any of it. */
function drawAhead(spacing: number, lanes: number): Drafting {
  const drafting = new Drafting((error) => reportError(error));
  drafting.prepare(spacing, lanes);
  return drafting;
}

const parts = { render, draw, takeStrokes, estimateRows, drawAhead };
export type Parts = typeof parts;

Object.assign(globalThis, { parts });
