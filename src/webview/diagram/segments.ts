import type { Item, Section } from '../../projections/diagram';
import type { Edge } from '../../projections/folding';
import { sameList } from '../../projections/same-list';
import { laneIndex, type Geometry } from './geometry';
import type { LabelFit } from './label-fit';
import { barsOfItem, changeBars, planOf, type Plan } from './plan';

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
  /** What goes on below it. */
  readonly after: LaneState;
  /** What it was cut from. */
  readonly source: Section;
  /** Number of its first item in the whole diagram, and the first number after it. */
  readonly start: number;
  readonly end: number;
}

export interface Cut {
  readonly sections: readonly SectionView[];
  /** Items above them that were not cut yet. */
  readonly above: number;
  /** What goes on below the last item. */
  readonly after: LaneState;
}

/** What an item does to a lane's process: it ends, it starts, or null for neither. */
export type Fate = (seq: number) => 'ends' | 'starts' | null;

export interface CutOptions {
  /** Items before this `seq` are only counted. */
  readonly from?: number;
  /** The sections of the cut before, by id: a section or segment that has not changed is used again as it is. */
  readonly known?: ReadonlyMap<number, SectionView>;
  /** Where an item stands in its exchange, by its `seq`. */
  readonly edgeOf?: (seq: number) => Edge | null;
}

/** Cuts sections into segments; a section without items is not shown yet. */
export function cutSections(
  sections: readonly Section[],
  geometry: Geometry,
  fit: LabelFit,
  fate: Fate,
  { from = 0, known = new Map(), edgeOf = () => null }: CutOptions = {},
): Cut {
  const views: SectionView[] = [];
  let state: LaneState = { open: [], gone: [] };
  let start = 1;
  let above = 0;
  for (const section of sections) {
    const { id, title, items } = section;
    if (items.length === 0) continue;
    const old = known.get(id);
    if (old && stands(old, section, start, state, geometry, edgeOf)) {
      views.push(old);
      start = old.end;
      state = old.after;
      continue;
    }
    const [first, before] = [start, state];
    const segments: Segment[] = [];
    for (let at = 0; at < items.length; at += SEGMENT_LENGTH) {
      const piece = items.slice(at, at + SEGMENT_LENGTH);
      if ((piece.at(-1)?.seq ?? id) < from) {
        above += piece.length;
        start += standFor(piece);
        state = stateAfter(state, piece, geometry, fatesOf(piece, geometry, fate));
        continue;
      }
      const segmentId = piece[0]?.seq ?? id;
      const same = old?.segments.find((each) => each.id === segmentId);
      const edges = piece.map(({ seq }) => edgeOf(seq));
      const segment =
        same?.geometry === geometry &&
        same.start === start &&
        sameState(same.before, state) &&
        sameItems(same.items, piece) &&
        sameList(same.edges, edges)
          ? same
          : newSegment(segmentId, piece, edges, start, state, geometry, fit, fate);
      segments.push(segment);
      start += standFor(piece);
      state = segment.after;
    }
    if (segments.length === 0) continue;
    views.push({ id, title, segments, before, after: state, source: section, start: first, end: start });
  }
  return { sections: views, above, after: state };
}

/** True for a section, cut as a whole, of which nothing has changed that is drawn or written. */
function stands(
  { segments, source, ...old }: SectionView,
  section: Section,
  start: number,
  before: LaneState,
  geometry: Geometry,
  edgeOf: (seq: number) => Edge | null,
): boolean {
  const [first] = segments;
  return (
    source === section &&
    first?.geometry === geometry &&
    first.id === section.items[0]?.seq &&
    old.start === start &&
    sameState(old.before, before) &&
    segments.every(({ items, edges }) => items.every(({ seq }, index) => edges[index] === edgeOf(seq)))
  );
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
  const fates = fatesOf(items, geometry, fate);
  let number = start;
  const numbers = items.map((item) => {
    const own = number;
    number += standsForHowMany(item);
    return own;
  });
  const plan = planOf(items, before.open, geometry, fit);
  const after = stateAfter(before, items, geometry, fates);
  return { id, items, start, numbers, edges, plan, before, after, geometry, fates };
}

function fatesOf(items: readonly Item[], geometry: Geometry, fate: Fate): Turn[] {
  return items.map((item) => {
    const turn = item.type === 'note' ? fate(item.seq) : null;
    const over = item.type === 'note' && turn !== null ? item.over : [];
    return { turn, lanes: over.map((each) => laneIndex(geometry, each)) };
  });
}

/** How many messages and notes there are in these items. */
function standFor(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + standsForHowMany(item), 0);
}

function standsForHowMany(item: Item): number {
  return item.type === 'note' ? (item.hides?.length ?? 1) : 1;
}

function stateAfter(before: LaneState, items: readonly Item[], geometry: Geometry, fates: readonly Turn[]): LaneState {
  const open = [...before.open];
  for (const item of items) changeBars(open, barsOfItem(item, geometry));
  const gone = new Set(before.gone);
  for (const { turn, lanes } of fates) {
    for (const lane of lanes) if (turn === 'ends') gone.add(lane);
    for (const lane of lanes) if (turn === 'starts') gone.delete(lane);
  }
  return { open, gone: [...gone] };
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
