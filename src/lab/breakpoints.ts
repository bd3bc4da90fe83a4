import type { TraceEvent } from '../model';
import { breakpointAt, type Breakpoint } from '../model/breakpoints';

/** Where the run is to hold by itself, and whether it has just come to such a place. */
export class Breakpoints {
  #met: Breakpoint | null = null;

  constructor(private list: readonly Breakpoint[]) {}

  set(list: readonly Breakpoint[]): void {
    this.list = list;
  }

  /**
   * Something was recorded. It may have no gate of its own (a failure that strikes, a process that ends): then the
   * run holds at the one that is closed, or is closed next.
   * @param nth which one of its kind it is, from 1
   */
  recorded({ kind }: TraceEvent, nth: number): void {
    this.#met ??= breakpointAt(this.list, kind, nth) ?? null;
  }

  /** The breakpoint that was met since the last gate; it is met once. */
  take(): Breakpoint | null {
    const met = this.#met;
    this.#met = null;
    return met;
  }
}
