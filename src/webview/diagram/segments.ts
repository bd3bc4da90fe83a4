import type { Item, Section } from '../../projections/diagram';
import type { Edge } from '../../projections/folding';
import { sameList } from '../../projections/same-list';
import { laneIndex, type Geometry } from './geometry';
import type { LabelFit } from './label-fit';
import { openAfter, planOf, type Plan } from './plan';

/** So many items are drawn in one go: enough to be few pictures, few enough for one frame. */
export const SEGMENT_LENGTH = 6;

/** Lanes with an open bar (one entry per bar) and lanes without a process, at some place of the diagram. */
export interface LaneState {
  readonly open: readonly number[];
  readonly gone: readonly number[];
}

export interface Segment {
  /** `seq` of its first item. */
  readonly id: number;
  readonly items: readonly Item[];
  /** Number of its first item in the whole diagram, from 1. */
  readonly start: number;
  /** The number of each item: a fold stands for several. */
  readonly numbers: readonly number[];
  /** Where each item stands in its exchange; null for one of none. */
  readonly edges: readonly (Edge | null)[];
  readonly plan: Plan;
  readonly before: LaneState;
  /** What goes on below it. */
  readonly after: LaneState;
  readonly geometry: Geometry;
  /** For each item the lanes that lose (`ends`) or get (`starts`) a process by it. */
  readonly fates: readonly Turn[];
}

export interface Turn {
  readonly turn: 'ends' | 'starts' | null;
  readonly lanes: readonly number[];
}

export interface SectionView {
  readonly id: number;
  readonly title: string;
  readonly segments: readonly Segment[];
  readonly before: LaneState;
}

export interface Cut {
  readonly sections: readonly SectionView[];
  /** What goes on below the last item. */
  readonly after: LaneState;
}

/** What an item does to a lane's process: it ends, it starts, or null for neither. */
export type Fate = (seq: number) => 'ends' | 'starts' | null;

/**
 * Cuts sections into segments; a section without items is not shown yet.
 * @param known the sections of the cut before, by id: a section or segment that has not changed is used again as it is
 * @param edgeOf where an item stands in its exchange, by its `seq`
 */
export function cutSections(
  sections: readonly Section[],
  geometry: Geometry,
  fit: LabelFit,
  fate: Fate,
  known: ReadonlyMap<number, SectionView>,
  edgeOf: (seq: number) => Edge | null = () => null,
): Cut {
  const views: SectionView[] = [];
  let state: LaneState = { open: [], gone: [] };
  let start = 1;
  for (const { id, title, items } of sections) {
    if (items.length === 0) continue;
    const before = state;
    const old = known.get(id);
    const segments: Segment[] = [];
    for (let at = 0; at < items.length; at += SEGMENT_LENGTH) {
      const piece = items.slice(at, at + SEGMENT_LENGTH);
      const first = piece[0]?.seq ?? id;
      const same = old?.segments[segments.length];
      const edges = piece.map(({ seq }) => edgeOf(seq));
      const segment =
        same?.geometry === geometry &&
        same.start === start &&
        sameState(same.before, state) &&
        sameItems(same.items, piece) &&
        sameList(same.edges, edges)
          ? same
          : newSegment(first, piece, edges, start, state, geometry, fit, fate);
      segments.push(segment);
      start += piece.reduce((sum, item) => sum + standsForHowMany(item), 0);
      state = segment.after;
    }
    const unchanged = old?.title === title && sameList(old.segments, segments);
    views.push(unchanged ? old : { id, title, segments, before });
  }
  return { sections: views, after: state };
}

function newSegment(
  id: number,
  items: readonly Item[],
  edges: readonly (Edge | null)[],
  start: number,
  before: LaneState,
  geometry: Geometry,
  fit: LabelFit,
  fate: Fate,
): Segment {
  const fates = items.map((item): Turn => {
    const turn = item.type === 'note' ? fate(item.seq) : null;
    return {
      turn,
      lanes: item.type === 'note' && turn !== null ? item.over.map((each) => laneIndex(geometry, each)) : [],
    };
  });
  let number = start;
  const numbers = items.map((item) => {
    const own = number;
    number += standsForHowMany(item);
    return own;
  });
  const plan = planOf(items, before.open, geometry, fit);
  return { id, items, start, numbers, edges, plan, before, after: stateAfter(before, plan, fates), geometry, fates };
}

function standsForHowMany(item: Item): number {
  return item.type === 'note' ? (item.hides?.length ?? 1) : 1;
}

function stateAfter(before: LaneState, plan: Plan, fates: readonly Turn[]): LaneState {
  const gone = new Set(before.gone);
  for (const { turn, lanes } of fates) {
    for (const lane of lanes) if (turn === 'ends') gone.add(lane);
    for (const lane of lanes) if (turn === 'starts') gone.delete(lane);
  }
  return { open: openAfter(before.open, plan.strokes), gone: [...gone] };
}

function sameState(a: LaneState, b: LaneState): boolean {
  return sameList(a.open, b.open) && sameList(a.gone, b.gone);
}

/** Equal in everything that is drawn or written; what is evidence for a message does not show. */
function sameItems(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((each, index) => sameItem(each, b[index]));
}

function sameItem(a: Item, b: Item | undefined): boolean {
  if (a === b) return true;
  if (!b || a.seq !== b.seq || a.label !== b.label || a.tone !== b.tone) return false;
  if (a.type === 'note') return b.type === 'note' && sameList(a.over, b.over) && sameList(a.hides ?? [], b.hides ?? []);
  return (
    b.type === 'message' &&
    a.from === b.from &&
    a.to === b.to &&
    a.shape === b.shape &&
    a.lost === b.lost &&
    a.activates === b.activates &&
    a.deactivates === b.deactivates
  );
}
