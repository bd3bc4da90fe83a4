import type { StoreFacts, StorePage, StoreStep, StoreValue } from '../model/store-records';

export interface PageQuery {
  /** Null for the beginning. */
  readonly cursor: string | null;
  /** Empty for every row. */
  readonly search: string;
  /** How many rows are wanted. A page may have fewer and not be the last one; a Redis may give some more. */
  readonly size: number;
  /** Only these rows, of which the asker knows; a store that is quick to read through may leave that out. */
  readonly only?: readonly string[] | undefined;
}

/**
 * One session store, read and changed in short steps: no call may take longer than about the blink of an eye, however
 * many rows there are. Every method throws a DeskProblem.
 */
export interface Desk {
  readonly facts: StoreFacts;
  page(query: PageQuery): Promise<StorePage>;
  /** Counts some rows more. */
  count(cursor: string | null): Promise<StoreStep>;
  value(id: string): Promise<StoreValue | null>;
  /** The user has said that rows which are not ours may be changed. */
  allow(): Promise<void>;
  /** Reads other keys from now on, where a store has keys. */
  setPrefix(prefix: string): Promise<void>;
  /**
   * @param before the data that was there when it was read
   * @returns how many rows were changed: none when another one has changed or removed it meanwhile
   */
  edit(id: string, text: string, before: string): Promise<number>;
  /** @returns how many rows were changed */
  expire(ids: readonly string[]): Promise<number>;
  destroy(ids: readonly string[]): Promise<number>;
  /** Destroys some rows more of those that this desk reads. */
  destroyAll(cursor: string | null): Promise<StoreStep>;
  close(): Promise<void>;
}

/** How long a step may take before it is answered with what there is. Real milliseconds. */
export const STEP = 100;
/** A value that is longer is cut. Characters, or bytes. */
export const LONGEST_VALUE = 1_000_000;

/** Measures a step. */
export interface StopWatch {
  isOver(): boolean;
}

/** @param now real milliseconds that only ever grow */
export function stopWatch(now: () => number, step = STEP): StopWatch {
  const end = now() + step;
  return { isOver: () => now() >= end };
}
