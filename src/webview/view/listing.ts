import { signal } from '@preact/signals';

/** Segments whose messages are written out at once: many more than a screen shows. */
const AT_ONCE = 12;
/** Segments that are added while nobody waits: about a frame of work. */
const AT_A_TIME = 20;

/**
 * Which segments' messages are written out, in sight or not. A long run is opened at its end, and would be long in
 * coming if all of it were written first; the rest follows from the end upwards, whenever the page has nothing to do.
 */
export class Listing {
  /** Segments from this id on are written. */
  readonly from = signal(0);
  #idle = 0;

  /** @param ids the segments that there are at the beginning, from top to bottom */
  constructor(ids: readonly number[]) {
    this.#writeFrom(ids, ids.length - AT_ONCE);
  }

  #writeFrom(ids: readonly number[], index: number): void {
    this.from.value = index <= 0 ? 0 : (ids[index] ?? 0);
    if (index > 0) this.#idle = requestIdleCallback(() => this.#writeFrom(ids, index - AT_A_TIME));
  }

  dispose(): void {
    cancelIdleCallback(this.#idle);
  }
}
