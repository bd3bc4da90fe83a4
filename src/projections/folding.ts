import type { ActorId } from '../model';
import type { Item, Message, Note, Section, Tone } from './diagram-types';
import { sameList } from './same-list';
import { clip, count } from './words';

/** What is to be folded away. */
export interface FoldWishes {
  /** Exchanges of which only the request and the last response are to stand. */
  readonly exchanges: ReadonlySet<string>;
  /** Steps that happened just so in an earlier exchange are folded too. */
  readonly repeats: boolean;
  /** Folds that were opened, by the `seq` of their first item. */
  readonly opened: ReadonlySet<number>;
  /** The order of the lanes: a fold lies over all between its outermost ones. */
  readonly lanes: readonly ActorId[];
}

/** Where an item stands in its exchange, among what is shown. */
export type Edge = 'first' | 'middle' | 'last' | 'only';

export interface Folded {
  readonly sections: readonly Section[];
  /** Which item stands for an item that is folded away, by `seq`. */
  readonly standsFor: ReadonlyMap<number, number>;
  /** By `seq` of an item that is shown; no entry for one that belongs to no exchange. */
  readonly edges: ReadonlyMap<number, Edge>;
}

/** What was made before: of the same steps it is used again as it is. */
export class KnownFolds {
  /** By their first message. */
  readonly folds = new WeakMap<Message, Fold>();
  /** Messages without a bar that has no place to begin or to end. */
  readonly bare = new WeakMap<Message, { readonly begins: boolean; readonly ends: boolean; readonly item: Message }>();
  readonly #sections = new WeakMap<Section, Section>();
  readonly #steps = new WeakMap<Message, string>();

  /** What a message says: equal for two steps that are the same. */
  step(message: Message): string {
    const before = this.#steps.get(message);
    if (before !== undefined) return before;
    const { shape, from, to, label } = message;
    const step = `${shape} ${from} ${to} ${label}`;
    this.#steps.set(message, step);
    return step;
  }

  /** A section with these items in place of its own. */
  section(source: Section, items: readonly Item[]): Section {
    const before = this.#sections.get(source);
    if (before && sameList(before.items, items)) return before;
    const made = { ...source, items };
    this.#sections.set(source, made);
    return made;
  }
}

interface Fold {
  readonly run: readonly Message[];
  readonly lanes: readonly ActorId[];
  readonly byHand: boolean;
  readonly fold: Note;
}

/** One step alone takes no more room than the fold that would stand for it. */
const FEWEST = 2;

/**
 * Folds a diagram. Nothing is lost and nothing that went wrong is hidden: notes, refusals, failures and lost messages
 * stay as they are, unless they lie inside an exchange that was folded by hand.
 * @param known what folding made before, and gains what it makes now
 */
export function folded(sections: readonly Section[], wishes: FoldWishes, known = new KnownFolds()): Folded {
  const all = sections.flatMap(({ items }) => items);
  const hidden = new Set<number>();
  addInner(all, wishes.exchanges, hidden);
  if (wishes.repeats) addRepeats(all, wishes.exchanges, hidden, known);
  const standsFor = new Map<number, number>();
  /** The exchange that each fold is of, by its `seq`. */
  const folds = new Map<number, string>();
  const made = sections.map(({ items }) => foldRuns(items, hidden, wishes, standsFor, folds, known));
  const bare = standsFor.size === 0 ? made : withoutHalfBars(made, all, standsFor, known);
  const shown = sections.map((section, index) => {
    const items = bare[index] ?? section.items;
    return items === section.items ? section : known.section(section, items);
  });
  return { sections: shown, standsFor, edges: edgesOf(shown, folds) };
}

/** All exchanges of a diagram, in order. */
export function exchangesOf(sections: readonly Section[]): string[] {
  return [...new Set(sections.flatMap(({ items }) => items.flatMap((item) => exchangeOf(item) ?? [])))];
}

function exchangeOf(item: Item): string | undefined {
  return item.type === 'message' ? item.exchange : undefined;
}

/** Everything of these exchanges but the request and the last response. */
function addInner(all: readonly Item[], exchanges: ReadonlySet<string>, hidden: Set<number>): void {
  if (exchanges.size === 0) return;
  const [first, last] = [new Map<string, number>(), new Map<string, number>()];
  for (const item of all) {
    const exchange = exchangeOf(item);
    if (exchange === undefined || item.type !== 'message') continue;
    if (!first.has(exchange)) first.set(exchange, item.seq);
    else if (item.shape === 'response') last.set(exchange, item.seq);
  }
  for (const item of all) {
    const exchange = exchangeOf(item);
    if (exchange === undefined || !exchanges.has(exchange)) continue;
    if (item.seq !== first.get(exchange) && item.seq !== last.get(exchange)) hidden.add(item.seq);
  }
}

const ROUTINE: ReadonlySet<Message['shape']> = new Set(['self', 'ask', 'answer']);

/** Checks and look-ups that an earlier exchange made just so. The newest exchange is under way and stays open. */
function addRepeats(all: readonly Item[], folding: ReadonlySet<string>, hidden: Set<number>, known: KnownFolds): void {
  const newest = all.findLast((item) => exchangeOf(item) !== undefined);
  const underWay = newest && exchangeOf(newest);
  const seen = new Map<string, string>();
  for (const item of all) {
    if (item.type === 'note' || item.exchange === undefined || !ROUTINE.has(item.shape)) continue;
    if (item.lost || item.tone === 'bad' || item.tone === 'warn') continue;
    const step = known.step(item);
    const before = seen.get(step);
    if (before === undefined) seen.set(step, item.exchange);
    const repeated = before !== undefined && before !== item.exchange;
    if (repeated && item.exchange !== underWay && !folding.has(item.exchange)) hidden.add(item.seq);
  }
}

/** @returns the items with a fold for each run of hidden ones; the same list when there is none */
function foldRuns(
  items: readonly Item[],
  hidden: ReadonlySet<number>,
  { opened, exchanges, lanes }: FoldWishes,
  standsFor: Map<number, number>,
  folds: Map<number, string>,
  known: KnownFolds,
): readonly Item[] {
  if (!items.some(({ seq }) => hidden.has(seq))) return items;
  const kept: Item[] = [];
  let run: Message[] = [];
  const close = (): void => {
    const [first] = run;
    const byHand = first?.exchange !== undefined && exchanges.has(first.exchange);
    if (first && run.length >= FEWEST && !opened.has(first.seq)) {
      kept.push(knownFold(run, byHand, lanes, known));
      for (const { seq } of run) standsFor.set(seq, first.seq);
      if (first.exchange !== undefined) folds.set(first.seq, first.exchange);
    } else kept.push(...run);
    run = [];
  };
  for (const item of items) {
    if (item.type === 'message' && hidden.has(item.seq) && (run[0]?.exchange ?? item.exchange) === item.exchange) {
      run.push(item);
      continue;
    }
    close();
    if (item.type === 'message' && hidden.has(item.seq)) run.push(item);
    else kept.push(item);
  }
  close();
  return kept;
}

function knownFold(run: readonly Message[], byHand: boolean, lanes: readonly ActorId[], known: KnownFolds): Note {
  const [first] = run;
  const before = first && known.folds.get(first);
  if (before?.byHand === byHand && sameList(before.lanes, lanes) && sameList(before.run, run)) return before.fold;
  const fold = foldOf(run, byHand, lanes);
  if (first) known.folds.set(first, { run, byHand, lanes, fold });
  return fold;
}

/** `4 steps: sid: signature fits, get 1a2b3c…` */
function foldOf(run: readonly Message[], byHand: boolean, lanes: readonly ActorId[]): Note {
  const touched = [...new Set(run.flatMap(({ from, to }) => [from, to]))];
  const places = touched.map((id) => lanes.indexOf(id));
  const outer = [lanes[Math.min(...places)], lanes[Math.max(...places)]].filter((id) => id !== undefined);
  const words = `${count(run.length, 'step')}${byHand ? '' : ' as before'}: ${run.map(({ label }) => label).join(', ')}`;
  const first = run[0];
  return {
    type: 'note',
    seq: first?.seq ?? 0,
    over: [...new Set(outer.length === 2 ? outer : touched)],
    label: clip(words, 90),
    tone: worst(run),
    hides: run.map(({ seq }) => seq),
  };
}

function worst(run: readonly Message[]): Tone {
  if (run.some(({ tone, lost }) => tone === 'bad' || lost)) return 'bad';
  return run.some(({ tone }) => tone === 'warn') ? 'warn' : 'plain';
}

/** A bar that begins or ends inside of a fold has no place to do so: it is not drawn. */
function withoutHalfBars(
  lists: readonly (readonly Item[])[],
  all: readonly Item[],
  standsFor: ReadonlyMap<number, number>,
  known: KnownFolds,
): (readonly Item[])[] {
  const open = new Map<ActorId, number[]>();
  const [begins, ends] = [new Set<number>(), new Set<number>()];
  for (const item of all) {
    if (item.type === 'note') continue;
    const { seq, activates, deactivates } = item;
    if (activates !== undefined) {
      const bars = open.get(activates);
      if (bars) bars.push(seq);
      else open.set(activates, [seq]);
      if (standsFor.has(seq)) begins.add(seq);
    }
    const begun = deactivates === undefined ? undefined : open.get(deactivates)?.pop();
    if (begun !== undefined && (standsFor.has(begun) || standsFor.has(seq))) {
      begins.add(begun);
      ends.add(seq);
    }
  }
  return lists.map((items) => {
    if (!items.some(({ seq }) => begins.has(seq) || ends.has(seq))) return items;
    return items.map((item) =>
      item.type === 'note' ? item : withoutBars(item, begins.has(item.seq), ends.has(item.seq), known),
    );
  });
}

function withoutBars(message: Message, begins: boolean, ends: boolean, known: KnownFolds): Message {
  if (!begins && !ends) return message;
  const before = known.bare.get(message);
  if (before?.begins === begins && before.ends === ends) return before.item;
  const { activates, deactivates, ...rest } = message;
  const item = {
    ...rest,
    ...(activates !== undefined && !begins ? { activates } : {}),
    ...(deactivates !== undefined && !ends ? { deactivates } : {}),
  };
  known.bare.set(message, { begins, ends, item });
  return item;
}

function edgesOf(sections: readonly Section[], folds: ReadonlyMap<number, string>): Map<number, Edge> {
  const edges = new Map<number, Edge>();
  /** The newest item of each exchange so far. */
  const newest = new Map<string, number>();
  for (const { items } of sections) {
    for (const item of items) {
      const { seq } = item;
      const exchange = exchangeOf(item) ?? folds.get(seq);
      if (exchange === undefined) continue;
      const before = newest.get(exchange);
      // The one before is the last no more.
      if (before !== undefined) edges.set(before, edges.get(before) === 'only' ? 'first' : 'middle');
      edges.set(seq, before === undefined ? 'only' : 'last');
      newest.set(exchange, seq);
    }
  }
  for (const { items } of sections) bindInside(items, edges);
  return edges;
}

/** What stands between the first and the last of an exchange without being of one is held together with it. */
function bindInside(items: readonly Item[], edges: Map<number, Edge>): void {
  // From below: an exchange that has ended, and has not begun yet.
  let open = 0;
  for (const { seq } of items.toReversed()) {
    const edge = edges.get(seq);
    if (edge === 'last') open += 1;
    if (edge === 'first') open = Math.max(open - 1, 0);
    if (edge === undefined && open > 0) edges.set(seq, 'middle');
  }
}
