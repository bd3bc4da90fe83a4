import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Trace } from '../../model';
import { mentions, owners, type Thing } from '../../projections/links';
import type { Diagram } from '../../projections/diagram';
import { indexOfSeq } from './prefix';

/** One selection for all: a message and the cookie, token, row, line of code and log entry that belong to it. */
export class Linking {
  /** A cookie, a token or a row that was picked; null when a message was. */
  readonly thing = signal<Thing | null>(null);
  /** The item that each event draws or is evidence for. */
  readonly owners: ReadonlySignal<ReadonlyMap<number, number>>;
  /** The items in which the picked thing occurs, in order. */
  readonly story: ReadonlySignal<readonly number[]>;

  constructor(
    readonly events: ReadonlySignal<Trace>,
    readonly whole: ReadonlySignal<Diagram>,
  ) {
    this.owners = computed(() => owners(whole.value));
    this.story = computed(() => {
      const { value: thing } = this.thing;
      if (!thing) return [];
      const seqs = events.value.filter((event) => mentions(event, thing)).map(({ seq }) => this.itemOf(seq));
      return [...new Set(seqs.filter((seq) => seq !== null))];
    });
  }

  /** The item that an event draws, is evidence for, or comes after; null for one before the first. */
  itemOf(seq: number): number | null {
    const { value: map } = this.owners;
    const own = map.get(seq);
    if (own !== undefined) return own;
    const trace = this.events.value;
    for (let at = indexOfSeq(trace, seq); at >= 0; at -= 1) {
      const before = trace[at];
      const owner = before && map.get(before.seq);
      if (owner !== undefined) return owner;
    }
    return null;
  }
}
