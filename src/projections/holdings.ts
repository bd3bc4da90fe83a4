import type { Actor, HeldSecret, JsonObject, StoredCookie, StoreTable, Trace, WebStorageArea } from '../model';
import type { Change } from './ledger';
import { Possessions } from './possessions';
import { userOfSession } from './users';

export type { Change } from './ledger';

/** Something with an end, seen at the moment of the run's clock. */
interface Lifetime {
  /** Virtual ms since the Unix epoch, or null for no fixed end. */
  readonly expires: number | null;
  /** Virtual ms until the end, negative afterwards; null for no fixed end. */
  readonly remaining: number | null;
  /** True past the end: still kept, no longer good for anything. */
  readonly expired: boolean;
}

interface Marked {
  /**
   * What the newest step did to it; null when it left it alone. A step is a loud event with the quiet ones after it.
   * A `removed` entry is no longer held: it is listed for this one step so that a reader sees it go.
   */
  readonly change: Change | null;
}

export interface HeldCookie extends Lifetime, Marked {
  readonly cookie: StoredCookie;
  /** The actor it was copied from, or null for a cookie that the server gave to its holder. */
  readonly copiedFrom: string | null;
}

export interface HeldEntry extends Marked {
  readonly area: WebStorageArea;
  readonly key: string;
  readonly value: string;
  readonly copiedFrom: string | null;
}

export interface HeldSecretRow extends Marked {
  readonly secret: HeldSecret;
}

export interface HeldRow extends Lifetime, Marked {
  readonly sid: string;
  /** Who is logged in by it, or null while it names nobody. */
  readonly user: string | null;
  readonly data: JsonObject;
  readonly bytes: number;
  /** The row was spoiled behind the server's back: whoever reads it will fail. */
  readonly corrupted: boolean;
}

/** A row of the user table, as far as the run has shown it; null for what it has not. */
export interface HeldUser extends Marked {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly locked: boolean | null;
  /** Tokens that name an older version are refused. */
  readonly version: number | null;
}

export interface ClientHoldings {
  readonly actor: Actor;
  readonly cookies: readonly HeldCookie[];
  readonly storage: readonly HeldEntry[];
}

export interface ServerHoldings {
  readonly actor: Actor;
  /** False before its process started and after it exited. */
  readonly up: boolean;
  /** True while its process stands still: it takes connections and answers none. */
  readonly hung: boolean;
  /** Virtual ms by which its own clock is ahead of the run's; negative when it is behind. */
  readonly skew: number;
  /** Which incarnation of the process runs or ran last; 0 before the first. */
  readonly boot: number;
  readonly secrets: readonly HeldSecretRow[];
}

export interface StoreHoldings {
  readonly actor: Actor;
  /** The store's own name: "memory". */
  readonly name: string;
  /** Whether its rows survive the end of the process that opened it; null until one did. */
  readonly durable: boolean | null;
  /** False while a store that is a process of its own is down. */
  readonly up: boolean;
  /** Its sessions. */
  readonly rows: readonly HeldRow[];
  /** Tokens revoked before their end, by id. */
  readonly denylist: readonly HeldRow[];
  /** Refresh tokens, by hash. */
  readonly refreshTokens: readonly HeldRow[];
}

/** Who holds what after a prefix of a run. Each list is in the order of the diagram's lanes. */
export interface Holdings {
  /** The run's clock, in virtual ms since the Unix epoch. */
  readonly at: number;
  readonly clients: readonly ClientHoldings[];
  readonly servers: readonly ServerHoldings[];
  readonly stores: readonly StoreHoldings[];
  /** The user table, which every server reads. In the order in which the run came across its rows. */
  readonly users: readonly HeldUser[];
}

/**
 * What each browser, server and store holds after a prefix of a trace.
 * @param at the moment to judge lifetimes by, in virtual ms since the Unix epoch; the clock of the last event if left out
 */
export function holdings(trace: Trace, at?: number): Holdings {
  const held = new Possessions();
  for (const event of trace) held.add(event);
  return describeHoldings(held, at ?? held.at);
}

function describeHoldings(held: Possessions, at: number): Holdings {
  const place = new Map(held.lanes.actors.map(({ id }, index) => [id, index] as const));
  const inLanes = <T>(map: ReadonlyMap<string, T>): [id: string, T][] =>
    [...map].sort(([a], [b]) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity));
  const actor = (id: string, guess: Actor['role']): Actor => held.lanes.named(id, guess);
  return {
    at,
    clients: inLanes(held.clients).map(([id, { cookies, storage }]) => ({
      actor: actor(id, 'browser'),
      cookies: cookies
        .rows(held.step)
        .map(({ value, change }) => ({ ...value, ...lifetime(value.cookie.expires, at), change })),
      storage: storage.rows(held.step).map(({ value, change }) => ({ ...value, change })),
    })),
    servers: inLanes(held.servers).map(([id, { up, hung, skew, boot, secrets }]) => ({
      actor: actor(id, 'server'),
      up,
      hung,
      skew,
      boot,
      secrets: secrets.rows(held.step).map(({ value, change }) => ({ secret: value, change })),
    })),
    stores: inLanes(held.stores).map(([id, { name, durable, up, tables, corrupted }]) => {
      const rows = (table: StoreTable): HeldRow[] =>
        tables[table].rows(held.step).map(({ value, change }) => ({
          sid: value.sid,
          user: userOfSession(value.data),
          data: value.data,
          bytes: value.bytes,
          corrupted: table === 'sessions' && corrupted.has(value.sid),
          ...lifetime(value.expires, at),
          change,
        }));
      return {
        actor: actor(id, 'store'),
        name,
        durable,
        up,
        rows: rows('sessions'),
        denylist: rows('denylist'),
        refreshTokens: rows('refresh-tokens'),
      };
    }),
    users: held.users.rows(held.step).map(({ value, change }) => ({ ...value, change })),
  };
}

function lifetime(expires: number | null, at: number): Lifetime {
  if (expires === null) return { expires, remaining: null, expired: false };
  return { expires, remaining: expires - at, expired: expires <= at };
}
