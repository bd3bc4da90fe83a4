import { ACTOR_HEIGHT, LOOP_WIDTH } from './mermaid-config';
import { lanesOf } from './mermaid-source';
import type { Plan } from './plan';

/**
 * Everything that is known about the elements mermaid 12.3.0 makes of a sequence diagram. Relied on are:
 * - the n-th `[data-et="message"]` is the n-th message of the source; a `line`, or a `path` for one to oneself;
 * - the n-th `[data-et="note"]` is the n-th note, a group with one `rect`.
 * Mermaid's texts, style sheet, markers, lifelines, bars and actor boxes are dropped: the panel has its own.
 */

/** Where one item stands, in CSS pixels from the top of the drawing. */
export interface Row {
  readonly top: number;
  /** The arrow's line; for a message to oneself where its loop begins; for a note its top edge. */
  readonly line: number;
  readonly bottom: number;
}

/** What mermaid drew for one stroke. */
export interface DrawnStroke {
  /** A master copy: clone it. */
  readonly element: SVGElement;
  /** Where the stroke begins in the coordinates of its element. */
  readonly top: number;
  /** Where it stands under an edge of its own. */
  readonly row: Row;
}

/** Where lane 0 stands in a drawing. */
export const FIRST_LANE_X = LOOP_WIDTH;

/** Mermaid's cursor moves on by this much below the start of a loop. */
const LOOP_ROW = 30;

/**
 * Takes the strokes out of what mermaid rendered for a sheet.
 * @returns one for each plan
 * @throws Error when mermaid drew other things than the plans asked for
 */
export function takeStrokes(rendered: string, plans: readonly Plan[]): DrawnStroke[] {
  const template = document.createElement('template');
  template.innerHTML = rendered;
  const messages = [...template.content.querySelectorAll<SVGElement>('[data-et="message"]')];
  const notes = [...template.content.querySelectorAll<SVGRectElement>('[data-et="note"] > rect')];
  const lanes = template.content.querySelectorAll('[data-et="life-line"]').length;
  const strokes = plans.flatMap((plan) => plan.strokes);
  const wanted = strokes.filter(({ type }) => type === 'message').length;
  if (messages.length !== wanted || notes.length !== strokes.length - wanted || lanes !== lanesOf(plans)) {
    throw new Error(
      `mermaid drew ${String(messages.length)} messages, ${String(notes.length)} notes and ${String(lanes)} lanes instead of ` +
        `${String(wanted)}, ${String(strokes.length - wanted)} and ${String(lanesOf(plans))}`,
    );
  }
  let end = 0;
  return strokes.flatMap((stroke) => {
    const element = stroke.type === 'note' ? notes.shift() : messages.shift();
    if (!element) return [];
    const { top, line, bottom } = stroke.type === 'note' ? noteRow(element) : messageRow(element, end);
    if (stroke.type === 'note') shapeNote(element);
    else shapeArrow(element, stroke.lost);
    const drawn = { element, top: end + ACTOR_HEIGHT, row: { top: top - end, line: line - end, bottom: bottom - end } };
    end = bottom;
    return [drawn];
  });
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

function shapeNote(element: SVGElement): void {
  element.setAttribute('class', 'note');
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
