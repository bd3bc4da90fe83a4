import { ACTOR_HEIGHT, LOOP_WIDTH } from './mermaid-config';
import type { Plan } from './plan';

/**
 * Everything that is known about the elements mermaid 12.3.0 makes of a sequence diagram. What is relied on:
 * - the n-th `[data-et="message"]` is the n-th message of the source; a `line`, or a `path` for one to oneself;
 * - the n-th `[data-et="note"]` is the n-th note, a group with one `rect`;
 * - the n-th `rect` of class `activation…` is the n-th `activate`;
 * - `[data-et="life-line"]` are vertical lines that carry their participant's name.
 * Mermaid's texts, style sheet, markers and actor boxes are dropped: the panel has its own, once for all drawings.
 */

/** Where one item stands, in CSS pixels from the top of the drawing. */
export interface Row {
  readonly top: number;
  /** The arrow's line; for a message to oneself where its loop begins; for a note its top edge. */
  readonly line: number;
  readonly bottom: number;
}

export interface Drawing {
  /** A master copy: clone it. */
  readonly svg: SVGSVGElement;
  readonly height: number;
  readonly rows: readonly Row[];
}

/** Where lane 0 stands in a drawing. */
export const FIRST_LANE_X = LOOP_WIDTH;

/** Mermaid's cursor moves on by this much below the start of a loop. */
const LOOP_ROW = 30;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Takes a drawing out of what mermaid rendered for this plan.
 * @throws Error when mermaid drew other things than the plan asked for
 */
export function takeDrawing(rendered: string, plan: Plan): Drawing {
  const template = document.createElement('template');
  template.innerHTML = rendered;
  const messages = [...template.content.querySelectorAll<SVGElement>('[data-et="message"]')];
  const notes = [...template.content.querySelectorAll<SVGRectElement>('[data-et="note"] > rect')];
  const bars = [...template.content.querySelectorAll<SVGRectElement>('rect[class^="activation"]')];
  const lifelines = [...template.content.querySelectorAll<SVGLineElement>('[data-et="life-line"]')];
  const wanted = plan.strokes.filter(({ type }) => type === 'message').length;
  if (messages.length !== wanted || notes.length !== plan.strokes.length - wanted || lifelines.length !== plan.lanes) {
    throw new Error(
      `mermaid drew ${String(messages.length)} messages, ${String(notes.length)} notes and ${String(lifelines.length)} lanes instead of ` +
        `${String(wanted)}, ${String(plan.strokes.length - wanted)} and ${String(plan.lanes)}`,
    );
  }

  const rows: Row[] = [];
  const drawn: SVGElement[] = [];
  const spans = new BarSpans(plan.open);
  let end = 0;
  for (const [index, stroke] of plan.strokes.entries()) {
    const element = stroke.type === 'note' ? notes.shift() : messages.shift();
    if (!element) break;
    element.dataset['index'] = String(index);
    const row = stroke.type === 'note' ? noteRow(element) : messageRow(element, end);
    rows.push(row);
    drawn.push(element);
    end = row.bottom;
    if (stroke.type === 'note') shapeNote(element, stroke.from, stroke.to, stroke.width, plan.spacing);
    else {
      shapeArrow(element, stroke.lost);
      if (stroke.activates !== null) spans.begin(stroke.activates, row.line);
      if (stroke.deactivates !== null) spans.end(stroke.deactivates, row.line);
    }
  }
  for (const [index, bar] of bars.entries()) {
    const [from, to] = spans.list[index] ?? [0, 0];
    bar.setAttribute('class', 'bar');
    bar.setAttribute('y', String(from + ACTOR_HEIGHT));
    bar.setAttribute('height', String(Math.max((to ?? end) - from, 2)));
    bar.removeAttribute('fill');
    bar.removeAttribute('stroke');
  }
  for (const line of lifelines) {
    const lane = Number(line.getAttribute('name')?.slice(1));
    line.replaceWith(lifeline(lane, plan.spacing, 0, end, 'lifeline'));
  }
  return {
    svg: frame(plan, end, [...template.content.querySelectorAll('.lifeline'), ...bars, ...drawn]),
    height: end,
    rows,
  };
}

/** A vertical piece of a lane. `from` and `to` are pixels from the top of the drawing. */
export function lifeline(lane: number, spacing: number, from: number, to: number, kind: string): SVGLineElement {
  const line = document.createElementNS(SVG, 'line');
  const x = String(FIRST_LANE_X + lane * spacing);
  for (const [name, value] of [
    ['x1', x],
    ['x2', x],
    ['y1', String(from + ACTOR_HEIGHT)],
    ['y2', String(to + ACTOR_HEIGHT)],
  ] as const) {
    line.setAttribute(name, value);
  }
  line.setAttribute('class', kind);
  line.dataset['lane'] = String(lane);
  return line;
}

function frame(plan: Plan, height: number, content: readonly Element[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const width = 2 * FIRST_LANE_X + (plan.lanes - 1) * plan.spacing;
  svg.setAttribute('viewBox', `0 ${String(ACTOR_HEIGHT)} ${String(width)} ${String(height)}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('class', 'drawing');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(...content);
  return svg;
}

function messageRow(element: SVGElement, top: number): Row {
  if (element.tagName.toLowerCase() === 'path') {
    const start = /^M\s*[\d.]+,([\d.]+)/.exec(element.getAttribute('d') ?? '')?.[1];
    if (start === undefined)
      throw new Error('mermaid draws the loop of a message to oneself in another way than before');
    const line = Number(start) - ACTOR_HEIGHT;
    return { top, line, bottom: line + LOOP_ROW };
  }
  const line = Number(element.getAttribute('y1')) - ACTOR_HEIGHT;
  return { top, line, bottom: line };
}

function noteRow(element: SVGElement): Row {
  const line = Number(element.getAttribute('y')) - ACTOR_HEIGHT;
  return { top: line, line, bottom: line + Number(element.getAttribute('height')) };
}

/** Mermaid widens a note to its text; the text is ours, so the width is too. */
function shapeNote(element: SVGElement, from: number, to: number, width: number, spacing: number): void {
  const middle = FIRST_LANE_X + ((from + to) / 2) * spacing;
  element.setAttribute('class', 'note');
  element.setAttribute('x', String(Math.round(middle - width / 2) + 0.5));
  element.setAttribute('width', String(Math.round(width)));
  element.removeAttribute('fill');
  element.removeAttribute('stroke');
}

function shapeArrow(element: SVGElement, lost: boolean): void {
  element.setAttribute('class', element.getAttribute('class') === 'messageLine1' ? 'arrow dashed' : 'arrow');
  element.setAttribute('marker-end', lost ? 'url(#auth-lab-cross)' : 'url(#auth-lab-arrowhead)');
  element.removeAttribute('style');
  element.removeAttribute('stroke');
  element.removeAttribute('stroke-width');
}

/** From where to where each bar reaches; an open end is null. */
class BarSpans {
  readonly list: [from: number, to: number | null][] = [];
  readonly #running: { lane: number; index: number }[] = [];

  constructor(open: readonly number[]) {
    for (const lane of open) this.begin(lane, 0);
  }

  begin(lane: number, at: number): void {
    this.#running.push({ lane, index: this.list.push([at, null]) - 1 });
  }

  end(lane: number, at: number): void {
    const running = this.#running.findLastIndex((bar) => bar.lane === lane);
    if (running < 0) return;
    const [{ index } = { index: -1 }] = this.#running.splice(running, 1);
    const span = this.list[index];
    if (span) span[1] = at;
  }
}
