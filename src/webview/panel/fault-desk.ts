import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { FAULT_KINDS, type Actor, type ActorId, type EventKind, type FaultCard, type FaultKind } from '../../model';
import { FAULT_KIND_WORDS } from '../../model/fault-kind-words';
import { askedParameters } from '../../model/fault-values';
import { interventionFor } from '../../model/strike-choice';
import type { Item } from '../../projections/diagram';
import { indexOfSeq } from './prefix';
import type { Panel } from './panel';
import type { Steering } from './steering';
import { t } from '../host/words';

/** An actor or a message that something is to happen to. */
export type Target =
  | { readonly type: 'actor'; readonly actor: Actor }
  | {
      readonly type: 'message';
      readonly item: Item;
      /** The kinds of its events, its own first. */
      readonly kinds: readonly EventKind[];
      /** The run stands right there. */
      readonly now: boolean;
    };

export interface FaultGroup {
  readonly kind: FaultKind;
  readonly title: string;
  readonly faults: readonly FaultCard[];
}

/** A menu for one target, where it was asked for. */
export interface OpenMenu {
  readonly target: Target;
  /** In px from the top left corner of the panel. */
  readonly x: number;
  readonly y: number;
  /** What gets the focus back. */
  readonly opener: HTMLElement | null;
}

/** What the reader is about to let go wrong: the palette, the menu of an actor or a message, what is being dragged. */
export class FaultDesk {
  readonly open = signal(false);
  readonly query = signal('');
  /** Only what can happen to this. */
  readonly target = signal<Target | null>(null);
  /** Id of the failure whose form is open. */
  readonly unfolded = signal<string | null>(null);
  readonly menu = signal<OpenMenu | null>(null);
  readonly dragged = signal<FaultCard | null>(null);

  readonly groups: ReadonlySignal<readonly FaultGroup[]> = computed(() => {
    const words = this.query.value.trim().toLowerCase().split(/\s+/);
    const target = this.target.value;
    const found = this.panel.faults.value.filter(
      (fault) => (target === null || concerns(fault, target)) && matches(fault, words),
    );
    return FAULT_KINDS.map((kind) => ({
      kind,
      title: FAULT_KIND_WORDS[kind],
      faults: found.filter((fault) => fault.kind === kind),
    })).filter(({ faults }) => faults.length > 0);
  });

  readonly #reasons = computed(
    () => new Map(this.panel.state.value?.faults.map(({ id, why }) => [id, why] as const) ?? []),
  );

  constructor(
    readonly panel: Panel,
    readonly steering: Steering,
  ) {}

  /** Why a failure can't strike now, as a sentence; null when it can. */
  reason(fault: FaultCard): string | null {
    if (!this.panel.live) return t('Only while a demo runs.');
    return this.#reasons.value.get(fault.id) ?? null;
  }

  /** The failures that can happen to a target. */
  concerning(target: Target): readonly FaultCard[] {
    return this.panel.faults.value.filter((fault) => concerns(fault, target));
  }

  /** Opens the palette, on one failure if there is one. */
  show(target: Target | null = null, fault: FaultCard | null = null): void {
    batch(() => {
      this.menu.value = null;
      this.target.value = target;
      this.query.value = '';
      this.unfolded.value = fault?.id ?? null;
      this.open.value = true;
    });
  }

  close(): void {
    batch(() => {
      this.open.value = false;
      this.unfolded.value = null;
      this.target.value = null;
    });
  }

  /** An item of the diagram as a target. */
  message(seq: number): Target | null {
    const { events, stops } = this.panel;
    const at = stops.value.findIndex(({ item }) => item.seq === seq);
    const item = stops.value[at]?.item;
    if (!item) return null;
    const evidence = item.type === 'message' ? item.evidence : [];
    const kinds = [seq, ...evidence].flatMap((each) => events.value[indexOfSeq(events.value, each)]?.kind ?? []);
    return { type: 'message', item, kinds, now: at === stops.value.length - 1 && this.panel.phase === 'held' };
  }

  actor(id: ActorId): Target | null {
    const actor = this.panel.whole.value.actors.find((each) => each.id === id);
    return actor ? { type: 'actor', actor } : null;
  }

  /** The server that a form for this target begins with. */
  presetNode(target: Target | null): ActorId | null {
    return target?.type === 'actor' && target.actor.role === 'server' ? target.actor.id : null;
  }

  /** When a failure on this target strikes, if nothing else is said: now, or when such a message comes next. */
  presetWhen(fault: FaultCard, target: Target | null): 'now' | EventKind {
    if (target?.type === 'message' && !target.now) {
      const kind = target.kinds.find((each) => fault.at.includes(each)) ?? target.kinds[0];
      if (kind) return kind;
    }
    return 'now';
  }

  /** True if there is nothing more to say about a failure on this target. */
  isSimple(fault: FaultCard, target: Target | null): boolean {
    const node = this.presetNode(target);
    return (
      this.presetWhen(fault, target) === 'now' &&
      this.reason(fault) === null &&
      askedParameters(fault.parameters, {}, this.panel.state.value?.nodes).every(
        ({ type }) => type === 'node' && node !== null,
      )
    );
  }

  /** Lets a failure strike a target with what goes without saying. */
  strike(fault: FaultCard, target: Target | null): void {
    const node = this.presetNode(target);
    const values = Object.fromEntries(
      fault.parameters.flatMap(({ id, type }) => (type === 'node' && node !== null ? [[id, node]] : [])),
    );
    const when = this.presetWhen(fault, target);
    this.steering.intervene(
      interventionFor({
        fault,
        values,
        when: when === 'now' ? 'now' : { kind: when },
        frequency: { how: 'once' },
      }),
    );
  }
}

function concerns(fault: FaultCard, target: Target): boolean {
  return target.type === 'actor'
    ? fault.target === target.actor.role
    : target.kinds.some((kind) => fault.at.includes(kind));
}

function matches({ title, teaches, kind }: FaultCard, words: readonly string[]): boolean {
  // In English too: many of the words are known by their English names alone.
  const said = [title, teaches, FAULT_KIND_WORDS[kind]];
  const text = [...said, ...said.map((each) => t(each))].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
