import type { Store } from 'express-session';
import type { OpenedStore } from '../../node-protocol';

/** A store that an app node works with, and what it held when it was opened. */
export interface NodeStore {
  readonly store: Store;
  /** Read past the taps: opening a store is not a request of the app. Null when it could not be reached. */
  readonly opened: OpenedStore | null;
  /** Resolves when the connection to a store of its own process is up, or down. */
  readonly awaitStore?: ((up: boolean) => Promise<void>) | undefined;
}
