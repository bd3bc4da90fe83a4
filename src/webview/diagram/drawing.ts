import { loneStrokes } from './lone-stroke';
import type { DrawnStroke, Row } from './mermaid-dom';
import type { Plan } from './plan';

/** A plan with what was drawn of it: every stroke in its place, in CSS pixels from the top. */
export interface Drawing {
  readonly height: number;
  readonly rows: readonly Row[];
  readonly strokes: readonly PlacedStroke[];
}

export interface PlacedStroke {
  /** A master copy: clone it. */
  readonly element: SVGElement;
  /** How far it is moved from where mermaid drew it. */
  readonly x: number;
  readonly y: number;
}

/**
 * Puts a plan's strokes below each other, as mermaid would have done.
 * @param drawn gives what a stroke looks like; nothing for one that is not drawn yet
 * @returns null when a stroke is missing
 */
export function putTogether(plan: Plan, drawn: (lone: Plan) => DrawnStroke | undefined): Drawing | null {
  const rows: Row[] = [];
  const strokes: PlacedStroke[] = [];
  let end = 0;
  for (const { plan: lone, lane } of loneStrokes(plan)) {
    const stroke = drawn(lone);
    if (!stroke) return null;
    const { top, line, bottom } = stroke.row;
    rows.push({ top: end + top, line: end + line, bottom: end + bottom });
    strokes.push({ element: stroke.element, x: lane * plan.spacing, y: end - stroke.top });
    end += bottom;
  }
  return { height: end, rows, strokes };
}
