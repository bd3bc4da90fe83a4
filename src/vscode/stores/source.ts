import type { StoreCard } from '../../model/store-protocol';
import type { StorePage, StoreStep, StoreValue } from '../../model/store-records';
import type { Disposable } from '../signal';

export interface PageWanted {
  /** Null for the beginning. */
  readonly cursor: string | null;
  /** Empty for every row. */
  readonly search: string;
  readonly size: number;
}

/** What a store does not do, in a sentence for a person. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export const CHANGED_MEANWHILE = 'This session was changed or removed meanwhile. Nothing was written.';

/**
 * A session store that the table can show. Every method may throw a DeskFailure or a Refused.
 * The numbers that changes give are those of rows; null where whoever changes them tells of it himself.
 */
export interface StoreSource extends Disposable {
  readonly card: StoreCard;
  page(wanted: PageWanted): Promise<StorePage>;
  count(cursor: string | null): Promise<StoreStep>;
  /** @param store which of several stores holds the row */
  value(id: string, store?: string): Promise<StoreValue | null>;
  /** @param before the data that was there when it was read; where something else is there now, nothing is written */
  edit(id: string, data: Record<string, unknown>, before: string): Promise<number | null>;
  expire(ids: readonly string[]): Promise<number | null>;
  destroy(ids: readonly string[]): Promise<number | null>;
  /** Destroys all rows, or some rows more of them: the step says where to go on. */
  destroyAll(cursor: string | null): Promise<StoreStep | null>;
  /** The user has said that rows which are not ours may be changed. */
  allow(): Promise<void>;
  /** Reads other keys from now on. */
  setPrefix(prefix: string): Promise<void>;
}
