import type { Actor, HeldSecret, JsonObject, StoredCookie, Trace, WebStorageArea } from '../model';
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
  readonly rows: readonly HeldRow[];
}

/** Who holds what after a prefix of a run. Each list is in the order of the diagram's lanes. */
export interface Holdings {
  /** The run's clock, in virtual ms since the Unix epoch. */
  readonly at: number;
  readonly clients: readonly ClientHoldings[];
  readonly servers: readonly ServerHoldings[];
  readonly stores: readonly StoreHoldings[];
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
  const actor = (id: string, guess: Actor['role']): Actor => held.lanes.named(id, guess);
  return {
    at,
    clients: [...held.clients].map(([id, { cookies, storage }]) => ({
      actor: actor(id, 'browser'),
      cookies: cookies
        .rows(held.step)
        .map(({ value, change }) => ({ ...value, ...lifetime(value.cookie.expires, at), change })),
      storage: storage.rows(held.step).map(({ value, change }) => ({ ...value, change })),
    })),
    servers: [...held.servers].map(([id, { up, boot, secrets }]) => ({
      actor: actor(id, 'server'),
      up,
      boot,
      secrets: secrets.rows(held.step).map(({ value, change }) => ({ secret: value, change })),
    })),
    stores: [...held.stores].map(([id, { name, durable, rows }]) => ({
      actor: actor(id, 'store'),
      name,
      durable,
      rows: rows.rows(held.step).map(({ value, change }) => ({
        sid: value.sid,
        user: userOfSession(value.data),
        data: value.data,
        bytes: value.bytes,
        ...lifetime(value.expires, at),
        change,
      })),
    })),
  };
}

function lifetime(expires: number | null, at: number): Lifetime {
  if (expires === null) return { expires, remaining: null, expired: false };
  return { expires, remaining: expires - at, expired: expires <= at };
}
