import type {
  ActorId,
  EventData,
  EventKind,
  HeldSecret,
  SigningAlgorithm,
  SourceLine,
  StoreRow,
  StoreTable,
} from '../model';

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
  /** Path of the SQLite file with the user table. */
  readonly users: string;
  /** Path of the SQLite file with revoked tokens and refresh tokens. */
  readonly tokenStore: string;
  /** The actor as which this node's store speaks. */
  readonly storeActor: ActorId;
  readonly algorithm: SigningAlgorithm;
  readonly secrets: NodeSecrets;
  /** Where the thief publishes, should it do so: a Unix socket or named pipe. */
  readonly thiefSite: string;
  /** The learner's own program in place of the shipped one, or null. */
  readonly edited: EditedProgram | null;
}

/** Where a changed program is, and what its lines are called. */
export interface EditedProgram {
  /** Path of an ES module. */
  readonly path: string;
  /** As events name it: "edited/stateful.ts". */
  readonly source: string;
}

/** Made from the seed, so they survive a restart as a real deployment's would. Each list has the newest first. */
export interface NodeSecrets {
  /** As base64url. The first signs or seals, all are accepted. */
  readonly cookie: readonly string[];
  /** The first signs, all are accepted. */
  readonly signing: readonly SigningKeyOrder[];
}

export interface SigningKeyOrder {
  readonly kid: string;
  /** HS256: the secret's bytes as base64url. RS256 and ES256: the private key as PKCS#8 PEM. */
  readonly key: string;
}

/** Which session store to open, and where it is. */
export type StoreOrder =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  /** `ends`: when each session of the run so far ends, by id. Virtual ms since the Unix epoch, or null for no end. */
  | {
      readonly kind: 'redis';
      /** May hold a password. */
      readonly url: string;
      /** Begins every key of the run. */
      readonly prefix: string;
      /** The sessions that can be there, in a Redis with too many keys of others to look for ours; else null. */
      readonly sids: readonly string[] | null;
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
  | { readonly type: 'ask'; readonly request: number; readonly task: NodeTask };

/** What an operator has a server do with its sessions by hand. */
export type NodeTask =
  /** All of them when no ids are given. */
  | { readonly type: 'destroySessions'; readonly sids?: readonly string[] }
  | { readonly type: 'editSession'; readonly sid: string; readonly data: Readonly<Record<string, unknown>> }
  /** Lets sessions end now. */
  | { readonly type: 'expireSessions'; readonly sids: readonly string[] }
  /** Deletes a row past the taps, as if it had vanished by itself. */
  | { readonly type: 'evictSession'; readonly sid: string }
  /** Stands still as long as a file is there; reported as done just before. */
  | { readonly type: 'hang'; readonly while: string }
  /** Waits until the connection to the store is as it should be. */
  | { readonly type: 'awaitStore'; readonly up: boolean };

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
  | { readonly type: 'done'; readonly request: number; readonly error?: string };

export interface OpenedStore {
  readonly store: string;
  readonly table?: StoreTable;
  readonly durable: boolean;
  readonly rows: readonly StoreRow[];
}
