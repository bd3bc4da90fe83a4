import type { Item } from '../../projections/diagram';
import type { LabelFit } from './label-fit';
import { GUTTER, laneIndex, type Geometry } from './geometry';

/**
 * What mermaid is told about one item: lanes as numbers, heights as numbers of lines. No text of a run is in it,
 * so nothing that was recorded can break the drawing or widen a column, and equal plans give equal pictures.
 */
export type Stroke =
  | {
      readonly type: 'message';
      readonly from: number;
      readonly to: number;
      readonly dashed: boolean;
      readonly lost: boolean;
      readonly lines: number;
      readonly activates: number | null;
      readonly deactivates: number | null;
    }
  | {
      readonly type: 'note';
      readonly from: number;
      readonly to: number;
      readonly width: number;
      readonly lines: number;
    };

/** The lane on which a bar begins, and the one on which one ends. */
export interface BarTurn {
  readonly activates: number | null;
  readonly deactivates: number | null;
}

/** A piece of the diagram that is drawn in one go. */
export interface Plan {
  readonly spacing: number;
  readonly lanes: number;
  /** Lanes whose bar is open at the top, one entry per bar. */
  readonly open: readonly number[];
  readonly strokes: readonly Stroke[];
}

const DASHED: ReadonlySet<string> = new Set(['response', 'answer', 'copy']);

/** Widest a note over one lane may be. */
const NOTE_WIDTH = 260;
const NOTE_PADDING = 28;

export function planOf(items: readonly Item[], open: readonly number[], geometry: Geometry, fit: LabelFit): Plan {
  return {
    spacing: geometry.spacing,
    lanes: geometry.actors.length,
    open,
    strokes: items.map((item) => strokeOf(item, geometry, fit)),
  };
}

function strokeOf(item: Item, geometry: Geometry, fit: LabelFit): Stroke {
  if (item.type === 'note') {
    const lanes = item.over.map((id) => laneIndex(geometry, id));
    const from = Math.min(...lanes);
    const to = Math.max(...lanes);
    const room = from === to ? noteRoom(geometry, from) : (to - from) * geometry.spacing + 60;
    const size = fit.measure(item.label, room - NOTE_PADDING, mostLines(geometry), markWidth(item));
    return {
      type: 'note',
      from,
      to,
      width: from === to ? Math.min(size.width + NOTE_PADDING, room) : room,
      lines: size.lines,
    };
  }
  const from = laneIndex(geometry, item.from);
  const to = laneIndex(geometry, item.to);
  return {
    type: 'message',
    from,
    to,
    dashed: DASHED.has(item.shape),
    lost: item.lost,
    lines:
      from === to
        ? 1
        : fit.measure(item.label, labelRoom(geometry, from, to), mostLines(geometry), markWidth(item)).lines,
    ...barsOfItem(item, geometry),
  };
}

/** What an item does to the bars of lanes. */
export function barsOfItem(item: Item, geometry: Geometry): BarTurn {
  const lane = (id: string | undefined): number | null => (id === undefined ? null : laneIndex(geometry, id));
  if (item.type === 'note') return { activates: null, deactivates: null };
  return { activates: lane(item.activates), deactivates: lane(item.deactivates) };
}

/** Widest that a label between two lanes may be. */
export function labelRoom(geometry: Geometry, from: number, to: number): number {
  return Math.abs(to - from) * geometry.spacing - 20;
}

/** Two lines at most, but for lanes that stand close together. */
export function mostLines(geometry: Geometry): number {
  return geometry.spacing < 150 ? 3 : 2;
}

/** Room for the mark of the tone, before the first word. */
function markWidth(item: Item): number {
  return item.tone === 'plain' ? 0 : 18;
}

function noteRoom(geometry: Geometry, lane: number): number {
  const center = geometry.lanes[lane] ?? 0;
  return Math.min(NOTE_WIDTH, 2 * Math.min(center - GUTTER, geometry.width - center - 4));
}

/** Has an item begin or end bars among those that are open, one entry per bar. */
export function changeBars(bars: number[], { activates, deactivates }: BarTurn): void {
  if (activates !== null) bars.push(activates);
  if (deactivates === null) return;
  const last = bars.lastIndexOf(deactivates);
  if (last >= 0) bars.splice(last, 1);
}
