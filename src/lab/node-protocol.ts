import type { EventData, EventKind, HeldSecret, SourceLine, StoreRow } from '../model';

/** What the lab and the app nodes that it forks say to each other. Both ends are always built together. */

/** Everything a node needs to begin. */
export interface NodeOrders {
  readonly node: string;
  readonly boot: number;
  /** Unix socket or named pipe to listen on. */
  readonly address: string;
  readonly seed: string;
  /** Virtual ms since the Unix epoch. */
  readonly now: number;
  readonly store: StoreOrder;
  /** Secrets as base64url, by name; made from the seed, so they survive a restart as a real deployment's would. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Which session store to open, and where it is. */
export type StoreOrder =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  /** `ends`: when each session of the run so far ends, by id. Virtual ms since the Unix epoch, or null for no end. */
  | {
      readonly kind: 'redis';
      readonly socket: string;
      readonly ends: Readonly<Record<string, number | null>>;
    };

/** An event that an actor is about to let happen, before the recorder has given it a place. */
export type Announcement = {
  readonly [K in EventKind]: {
    readonly actor: string;
    readonly boot: number;
    readonly kind: K;
    readonly data: EventData[K];
    readonly exchange?: string;
    readonly source?: SourceLine;
  };
}[EventKind];

/** Lab to node. */
export type NodeOrder =
  | { readonly type: 'begin'; readonly orders: NodeOrders }
  /** The gate of announcement `id` is open. */
  | { readonly type: 'release'; readonly id: number; readonly now: number }
  | { readonly type: 'clock'; readonly now: number }
  /** The operator deletes sessions by hand; all of them when no ids are given. */
  | { readonly type: 'destroySessions'; readonly request: number; readonly sids?: readonly string[] };

/** Node to lab. */
export type NodeReport =
  | { readonly type: 'listening'; readonly holds: readonly HeldSecret[]; readonly store: OpenedStore | null }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  /**
   * `urgent`: the operator's own acts do not queue behind a gate that waits for the learner.
   * `waits`: the code stands at a gate until it is released; otherwise it has gone on already.
   */
  | {
      readonly type: 'announced';
      readonly id: number;
      readonly urgent: boolean;
      readonly waits: boolean;
      readonly event: Announcement;
    }
  /** The code behind gate `id` has gone on, and what it did at once is done. */
  | { readonly type: 'passed'; readonly id: number }
  | { readonly type: 'sessionsDestroyed'; readonly request: number; readonly error?: string };

export interface OpenedStore {
  readonly store: string;
  readonly durable: boolean;
  readonly rows: readonly StoreRow[];
}
