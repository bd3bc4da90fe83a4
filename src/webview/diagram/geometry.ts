import type { Actor } from '../../model';

/** Where things stand across the diagram, in CSS pixels. One geometry holds for the whole run at one width. */
export interface Geometry {
  readonly actors: readonly Actor[];
  /** Center of each lane. */
  readonly lanes: readonly number[];
  readonly spacing: number;
  /** Half the width of a participant's card, which stands on its lane. */
  readonly halfCard: number;
  readonly width: number;
}

/** Room for the message numbers, at the left. */
export const GUTTER = 34;

/** The longest word of a status line, Unauthorized, still fits between two lanes. */
const NARROWEST = 116;
const WIDEST = 300;
const SMALLEST_CARD = 44;
const LARGEST_CARD = 82;

/**
 * Lays the lanes out over the width that there is. Spacing moves in steps of 4 px, so that dragging a splitter
 * does not draw everything anew at every pixel.
 */
export function layLanes(actors: readonly Actor[], available: number): Geometry {
  const gaps = Math.max(actors.length - 1, 1);
  const halfCard = Math.min(Math.max(Math.round(available / (gaps + 1) / 2.6), SMALLEST_CARD), LARGEST_CARD);
  const right = rightMargin(actors, available, halfCard + 4);
  const fitting = (available - GUTTER - halfCard - right) / gaps;
  const spacing = Math.floor(Math.min(Math.max(fitting, NARROWEST), WIDEST) / 4) * 4;
  const first = GUTTER + halfCard;
  const lanes = actors.map((_, index) => first + index * spacing);
  return { actors, lanes, spacing, halfCard, width: (lanes.at(-1) ?? first) + right };
}

/** True if the two put everything in the same place, so that what is drawn can stay. */
export function sameGeometry(a: Geometry, b: Geometry): boolean {
  return (
    a.width === b.width &&
    a.spacing === b.spacing &&
    a.actors.length === b.actors.length &&
    a.actors.every((actor, index) => actor.id === b.actors[index]?.id && actor.label === b.actors[index].label)
  );
}

/** Who checks things writes the results to the right of its own lane; a store never does. */
function rightMargin(actors: readonly Actor[], available: number, least: number): number {
  if (actors.at(-1)?.role === 'store') return least;
  return available < 560 ? 132 : 190;
}

/** The position of an actor's lane; the first lane for an actor that has none. */
export function laneIndex(geometry: Geometry, id: string): number {
  return Math.max(
    geometry.actors.findIndex((actor) => actor.id === id),
    0,
  );
}
