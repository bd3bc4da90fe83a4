import { lifeline, type Drawing } from './mermaid-dom';
import type { Segment } from './segments';

/**
 * A copy of a drawing with what mermaid was not told: tones, which strokes are new, and where a lane has no process.
 * @param arrivedFrom strokes of items from this `seq` on move in; null for none
 * @param marks what else is to be seen of an item, by its `seq`
 */
export function decorated(
  drawing: Drawing,
  segment: Segment,
  arrivedFrom: number | null,
  marks: ReadonlyMap<number, string> | null = null,
): SVGSVGElement {
  const svg = drawing.svg.cloneNode(true) as SVGSVGElement;
  for (const element of svg.querySelectorAll<SVGElement>('[data-index]')) {
    const item = segment.items[Number(element.dataset['index'])];
    if (!item) continue;
    element.dataset['tone'] = item.tone;
    const mark = marks?.get(item.seq);
    if (mark !== undefined) element.dataset['mark'] = mark;
    if (item.type === 'note' && item.hides) element.dataset['fold'] = '';
    if (item.type === 'message') {
      element.dataset['shape'] = item.shape;
      const stroke = segment.plan.strokes[Number(element.dataset['index'])];
      if (stroke?.type === 'message' && stroke.from > stroke.to) element.dataset['leftward'] = '';
    }
    if (arrivedFrom !== null && item.seq >= arrivedFrom) element.dataset['fresh'] = '';
  }
  for (const [lane, from, to] of gaps(drawing, segment)) {
    svg
      .querySelector(`.lifeline[data-lane="${String(lane)}"]`)
      ?.after(
        lifeline(lane, segment.plan.spacing, from, to, 'lifeline-gap'),
        lifeline(lane, segment.plan.spacing, from, to, 'lifeline-gone'),
      );
  }
  return svg;
}

/** The pieces of lanes along which no process lives. */
function gaps(drawing: Drawing, segment: Segment): [lane: number, from: number, to: number][] {
  const since = new Map(segment.before.gone.map((lane) => [lane, 0]));
  const found: [number, number, number][] = [];
  for (const [index, { turn, lanes }] of segment.fates.entries()) {
    const row = drawing.rows[index];
    if (!row) continue;
    for (const lane of lanes) {
      const from = since.get(lane);
      if (turn === 'ends' && from === undefined) since.set(lane, row.bottom);
      if (turn === 'starts' && from !== undefined) {
        found.push([lane, from, row.top]);
        since.delete(lane);
      }
    }
  }
  for (const [lane, from] of since) found.push([lane, from, drawing.height]);
  return found;
}
