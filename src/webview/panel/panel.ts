import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { ActorId, FaultCard, RunState, Trace } from '../../model';
import type { Breakpoint } from '../../model/breakpoints';
import type { Branch, HostMessage, RunCard } from '../../model/view-protocol';
import type { Diagram, Item } from '../../projections/diagram';
import { GrowingDiagram } from '../../projections/growing-diagram';
import { PastDiagrams } from './past-diagrams';
import { holdings, type Holdings } from '../../projections/holdings';
import { carried, thingsOf } from '../../projections/links';
import { Narrator } from '../../projections/sentence';
import { Folding } from './folding';
import { Linking } from './linking';
import type { Mark } from './mark';
import type { KeptState, Pane } from '../host/kept-state';
import { indexOfSeq, prefixUpTo } from './prefix';
import { retold } from './retold';

type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;
export type Notice = NonNullable<Snapshot['notice']>;
export type Run = NonNullable<Snapshot['run']>;

/** A place where stepping stops: a message or a note, with the section it stands in. */
export interface Stop {
  readonly item: Item;
  readonly section: string;
  /** True for the first one of its section. */
  readonly opens: boolean;
}

export interface Explained {
  readonly trace: Trace;
  readonly stop: Stop | null;
}

/**
 * What the panel knows and where its reader stands. The host's facts are kept as they came; everything shown is
 * computed from them and from the cursor.
 */
export class Panel {
  /** True once the host has said anything. */
  readonly connected = signal(false);
  readonly run = signal<Run | null>(null);
  readonly events = signal<Trace>([]);
  readonly state = signal<RunState | null>(null);
  readonly scenarios = signal<readonly RunCard[]>([]);
  readonly faults = signal<readonly FaultCard[]>([]);
  readonly notice = signal<Notice | null>(null);
  /** The run that this one was repeated from, to be compared with; null for none. */
  readonly branch = signal<Branch | null>(null);
  /** How each item stands to the other branch, by its `seq`; null where nothing is compared. */
  readonly marks = signal<ReadonlyMap<number, Mark> | null>(null);
  /** Where runs hold by themselves. */
  readonly breakpoints = signal<readonly Breakpoint[]>([]);
  /** The two branches stand side by side. */
  readonly comparing = signal(false);

  /** `seq` of the newest item that is shown, or null for now. */
  readonly cursor = signal<number | null>(null);
  /** `seq` of the item that the reader picked, or null for the newest one shown. */
  readonly picked = signal<number | null>(null);
  readonly zoom = signal(1);
  readonly pane = signal<Pane>('message');
  /** The share of the panel that the inspector takes; null for its own choice. */
  readonly share = signal<number | null>(null);
  readonly following = signal(true);
  /** Items from this `seq` on have just come into sight and may move; null when nothing should. */
  readonly arrivedFrom = signal<number | null>(null);

  readonly #growing = new GrowingDiagram();
  readonly #past = new PastDiagrams();
  readonly whole: ReadonlySignal<Diagram> = computed(() => retold(this.#growing.of(this.events.value)));
  readonly stops: ReadonlySignal<readonly Stop[]> = computed(() => stopsOf(this.whole.value));
  /** Index of the newest shown stop; -1 when there is none. */
  readonly position = computed(() => {
    const stops = this.stops.value;
    const cursor = this.cursor.value;
    if (cursor === null) return stops.length - 1;
    const index = stops.findIndex(({ item }) => item.seq >= cursor);
    return index < 0 ? stops.length - 1 : index;
  });
  readonly inThePast = computed(() => this.cursor.value !== null && this.position.value < this.stops.value.length - 1);
  /** The part of the trace that is shown: up to the stop, with the quiet events that belong to it. */
  readonly trace: ReadonlySignal<Trace> = computed(() =>
    this.inThePast.value ? this.#traceAt(this.position.value) : this.events.value,
  );
  readonly shown: ReadonlySignal<Diagram> = computed(() =>
    this.inThePast.value ? retold(this.#past.of(this.trace.value)) : this.whole.value,
  );
  /** What of it is folded away. */
  readonly folding = new Folding(this.shown);
  readonly linking = new Linking(this.events, this.whole);
  /** The items with a breakpoint of their own. */
  readonly stopsAt = computed(() => this.#placesOf(this.breakpoints.value));
  /** The zoom at which the whole width is in sight. */
  readonly fitting = signal(1);
  /** The item that the inspector explains. */
  readonly selected: ReadonlySignal<Stop | null> = computed(() => {
    const stops = this.stops.value;
    const last = this.position.value;
    const picked = this.picked.value;
    const index = picked === null ? last : stops.findIndex(({ item }) => item.seq === picked);
    return stops[index >= 0 && index <= last ? index : last] ?? null;
  });

  /**
   * What is explained beside the diagram: the same trace and item as above, but a frame behind, so that explaining
   * never delays the arrow. Whoever owns the panel moves it on.
   */
  readonly explained = signal<Explained>({ trace: [], stop: null });
  /** Tells what a message says; each is gone through once, however often somebody steps. */
  readonly narrator = new Narrator();
  readonly held: ReadonlySignal<Holdings> = computed(() => holdings(this.explained.value.trace));

  /** What somebody holds and the explained message carries: a text that tells each from others. */
  readonly carried: ReadonlySignal<ReadonlySet<string>> = computed(() => {
    const { trace, stop } = this.explained.value;
    const item = stop?.item;
    const seqs = item ? [item.seq, ...(item.type === 'message' ? item.evidence : [])] : [];
    const events = seqs.flatMap((seq) => trace[indexOfSeq(trace, seq)] ?? []);
    return new Set(carried(thingsOf(this.held.value), events).map(({ value }) => value));
  });

  constructor(kept: KeptState) {
    this.zoom.value = kept.zoom;
    this.pane.value = kept.pane;
    this.share.value = kept.share;
    this.folding.wish.value = kept.repeats;
    this.#kept = kept;
  }
  #kept: KeptState | null;

  get phase(): RunState['phase'] | 'empty' {
    if (this.run.value === null) return 'empty';
    return this.state.value?.phase ?? 'starting';
  }

  /** True while something can be done to the run. */
  get live(): boolean {
    return this.phase === 'held' || this.phase === 'running';
  }

  /** The name on a lane. */
  nameOf(id: ActorId): string {
    return this.whole.value.actors.find((actor) => actor.id === id)?.label ?? id;
  }

  /** Where the reader stands, for the host to keep. */
  get place(): KeptState {
    return {
      run: this.run.value?.id ?? null,
      cursor: this.cursor.value,
      selection: this.picked.value,
      zoom: this.zoom.value,
      pane: this.pane.value,
      share: this.share.value,
      repeats: this.folding.wish.value,
    };
  }

  /** Draws in advance what one more step back will show. Whoever owns the panel does this while nobody waits. */
  lookBack(): void {
    const before = this.position.peek() - 1;
    if (this.inThePast.peek() && before >= 0) this.#past.prepare(this.#traceAt(before));
  }

  #traceAt(position: number): Trace {
    const events = this.events.value;
    const next = this.stops.value[position + 1];
    return next ? prefixUpTo(events, next.item.seq) : events;
  }

  /** Puts the two branches side by side, if there are two. */
  compare(): void {
    if (this.branch.value) this.comparing.value = true;
  }

  /**
   * Takes in what the host says.
   * @returns false when something is missing in between, so that the host has to tell everything again
   */
  receive(message: HostMessage): boolean {
    switch (message.type) {
      case 'snapshot':
        this.#begin(message);
        return true;
      case 'appended':
        return this.#append(message.run, message.from, message.events);
      case 'state':
        if (message.run !== this.run.value?.id) return false;
        this.state.value = message.state;
        return true;
      case 'notice':
        this.notice.value = message.notice;
        return true;
      case 'breakpoints':
        this.breakpoints.value = message.breakpoints;
        return true;
      case 'select':
        this.#select(message.seq);
        return true;
      case 'move':
      case 'draw':
      case 'show':
        return true;
      default:
        return message satisfies never;
    }
  }

  #begin(snapshot: Snapshot): void {
    batch(() => {
      const before = this.run.value?.id ?? this.#kept?.run ?? null;
      const sameRun = snapshot.run !== null && snapshot.run.id === before;
      this.connected.value = true;
      this.run.value = snapshot.run;
      this.events.value = snapshot.events;
      this.state.value = snapshot.state;
      this.scenarios.value = snapshot.scenarios;
      this.faults.value = snapshot.faults;
      this.notice.value = snapshot.notice;
      this.branch.value = snapshot.branch;
      this.breakpoints.value = snapshot.breakpoints ?? [];
      this.arrivedFrom.value = null;
      this.linking.thing.value = null;
      if (!sameRun) {
        this.folding.reset();
        this.comparing.value = false;
        this.cursor.value = null;
        this.picked.value = null;
        this.following.value = true;
      } else if (this.#kept) {
        // A place kept by an earlier panel may lie past what the host still has.
        const has = (seq: number | null): seq is number => seq !== null && indexOfSeq(snapshot.events, seq) >= 0;
        this.cursor.value = has(this.#kept.cursor) ? this.#kept.cursor : null;
        this.picked.value = has(this.#kept.selection) ? this.#kept.selection : null;
        this.following.value = this.cursor.value === null && this.picked.value === null;
      }
      this.#kept = null;
    });
  }

  #places: ReadonlySet<number> = new Set();
  /** Equal sets are the same one, so that nothing is written anew at every step. */
  #placesOf(breakpoints: readonly Breakpoint[]): ReadonlySet<number> {
    const own = breakpoints.filter(({ nth }) => nth !== undefined);
    if (own.length === 0 && this.#places.size === 0) return this.#places;
    const counts = new Map<string, number>();
    const found = new Set<number>();
    for (const { kind, seq } of own.length === 0 ? [] : this.events.value) {
      const nth = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, nth);
      if (own.some((each) => each.kind === kind && each.nth === nth)) found.add(seq);
    }
    const same = found.size === this.#places.size && [...found].every((seq) => this.#places.has(seq));
    if (!same) this.#places = found;
    return this.#places;
  }

  /** Shows the message of an event, and moves the cursor on if it lies beyond. */
  #select(seq: number): void {
    const item = this.linking.itemOf(seq);
    if (item === null) return;
    batch(() => {
      if (this.cursor.value !== null && item > this.cursor.value) this.cursor.value = null;
      this.picked.value = item;
      this.following.value = false;
    });
  }

  #append(run: string, from: number, events: Trace): boolean {
    if (run !== this.run.value?.id) return false;
    const held = this.events.value;
    const expected = (held.at(-1)?.seq ?? -1) + 1;
    if (from > expected) return false;
    const fresh = events.filter(({ seq }) => seq >= expected);
    const [first] = fresh;
    if (!first) return true;
    batch(() => {
      this.events.value = [...held, ...fresh];
      this.arrivedFrom.value = this.cursor.value === null ? first.seq : null;
    });
    return true;
  }
}

function stopsOf({ sections }: Diagram): Stop[] {
  return sections.flatMap(({ title, items }) =>
    items.map((item, index) => ({ item, section: title, opens: index === 0 })),
  );
}
