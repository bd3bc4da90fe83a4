import { signal, type Signal } from '@preact/signals';
import type { Section } from '../../projections/diagram';

/** A run of so many items is written as a whole. */
const FEW = 60;
/** Items of a longer one that are written at once: more than a screen shows. */
const AT_ONCE = 24;
/** Items that are added while nobody waits: less than a frame of work. */
const AT_A_TIME = 48;

/**
 * After so many ms it goes on all the same: whoever scrolls keeps the page busy, and a wheel that was turned may count as
 * turning for long.
 */
const PATIENCE = 250;

/**
 * Which items are written, in sight or not. A long run is opened at its end, and would be long in coming if all of it
 * were written first; the rest follows from the end upwards, whenever the page has nothing to do.
 */
export class Unrolling {
  /** Items from this `seq` on are written; 0 when all are. */
  readonly from: Signal<number>;
  readonly #seqs: readonly number[];
  #idle = 0;

  /** @param sections what there is at the beginning, from top to bottom */
  constructor(sections: readonly Section[]) {
    this.#seqs = sections.flatMap(({ items }) => items.map(({ seq }) => seq));
    const { length } = this.#seqs;
    const index = length <= FEW ? 0 : length - AT_ONCE;
    this.from = signal(this.#seqAt(index));
    this.#goOn(index);
  }

  #goOn(index: number): void {
    if (index <= 0) return;
    const write = (): void => {
      const next = index - AT_A_TIME;
      this.from.value = this.#seqAt(next);
      this.#goOn(next);
    };
    this.#idle = requestIdleCallback(write, { timeout: PATIENCE });
  }

  #seqAt(index: number): number {
    return index <= 0 ? 0 : (this.#seqs[index] ?? 0);
  }

  dispose(): void {
    cancelIdleCallback(this.#idle);
  }
}
