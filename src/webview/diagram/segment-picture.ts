import { barLeft, barsOf } from './bars';
import type { Drawing, PlacedStroke } from './drawing';
import { BAR_WIDTH } from './mermaid-config';
import { FIRST_LANE_X } from './mermaid-dom';
import type { Segment } from './segments';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * The picture of a segment: lifelines and bars, the strokes that mermaid drew, and what mermaid was not told: tones,
 * which strokes are new, and where a lane has no process.
 * @param arrivedFrom strokes of items from this `seq` on move in; null for none
 * @param marks what else is to be seen of an item, by its `seq`
 */
export function pictured(
  drawing: Drawing,
  segment: Segment,
  arrivedFrom: number | null,
  marks: ReadonlyMap<number, string> | null = null,
): SVGSVGElement {
  const { plan } = segment;
  const { height } = drawing;
  const x = (lane: number): number => FIRST_LANE_X + lane * plan.spacing;
  const vertical = (lane: number, from: number, to: number, kind: string): SVGElement =>
    shape('line', { class: kind, x1: x(lane), x2: x(lane), y1: from, y2: to });

  const svg = shape('svg', {
    class: 'drawing',
    'aria-hidden': 'true',
    width: x(plan.lanes - 1) + FIRST_LANE_X,
    height,
  }) as SVGSVGElement;
  const missing = gaps(drawing, segment);
  for (let lane = 0; lane < plan.lanes; lane += 1) {
    svg.append(vertical(lane, 0, height, 'lifeline'));
    for (const gap of missing) {
      if (gap.lane !== lane) continue;
      svg.append(vertical(lane, gap.from, gap.to, 'lifeline-gap'), vertical(lane, gap.from, gap.to, 'lifeline-gone'));
    }
  }
  for (const { lane, depth, from, to } of barsOf(plan, drawing.rows, height)) {
    const size = { width: BAR_WIDTH, height: Math.max(to - from, 2) };
    svg.append(shape('rect', { class: 'bar', x: x(lane) + barLeft(depth), y: from, ...size }));
  }
  for (const [index, stroke] of drawing.strokes.entries()) {
    svg.append(placed(stroke, segment, index, arrivedFrom, marks));
  }
  return svg;
}

/** A stroke in its place. What moves it stands around it: its own place is for the motion of what is new. */
function placed(
  { element, x, y }: PlacedStroke,
  { items, plan }: Segment,
  index: number,
  arrivedFrom: number | null,
  marks: ReadonlyMap<number, string> | null,
): SVGElement {
  const place = shape('g', { transform: `translate(${String(x)} ${String(y)})` });
  const copy = element.cloneNode(true) as SVGElement;
  place.append(copy);
  const item = items[index];
  const stroke = plan.strokes[index];
  if (!item || !stroke) return place;
  copy.dataset['index'] = String(index);
  copy.dataset['tone'] = item.tone;
  const mark = marks?.get(item.seq);
  if (mark !== undefined) copy.dataset['mark'] = mark;
  if (arrivedFrom !== null && item.seq >= arrivedFrom) copy.dataset['fresh'] = '';
  if (stroke.type === 'note') {
    // Mermaid widens a note to its text; the text is ours, so the width is too.
    const middle = FIRST_LANE_X + (Math.abs(stroke.to - stroke.from) / 2) * plan.spacing;
    copy.setAttribute('x', String(Math.round(middle - stroke.width / 2) + 0.5));
    copy.setAttribute('width', String(Math.round(stroke.width)));
  } else if (stroke.from > stroke.to) copy.dataset['leftward'] = '';
  if (item.type === 'note' && item.hides) copy.dataset['fold'] = '';
  if (item.type === 'message') copy.dataset['shape'] = item.shape;
  return place;
}

interface Gap {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

/** The pieces of lanes along which no process lives. */
function gaps(drawing: Drawing, segment: Segment): Gap[] {
  const since = new Map(segment.before.gone.map((lane) => [lane, 0]));
  const found: Gap[] = [];
  for (const [index, { turn, lanes }] of segment.fates.entries()) {
    const row = drawing.rows[index];
    if (!row) continue;
    for (const lane of lanes) {
      const from = since.get(lane);
      if (turn === 'ends' && from === undefined) since.set(lane, row.bottom);
      if (turn === 'starts' && from !== undefined) {
        found.push({ lane, from, to: row.top });
        since.delete(lane);
      }
    }
  }
  for (const [lane, from] of since) found.push({ lane, from, to: drawing.height });
  return found;
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
