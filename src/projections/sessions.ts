import type { ActorId, JsonObject, Trace } from '../model';
import { holdings } from './holdings';
import { shortId } from './words';

/** One session in the store, as a table or tree shows it. */
export interface SessionRow {
  /** The whole id: what a command needs to destroy it. Show `shortSid`. */
  readonly sid: string;
  readonly shortSid: string;
  /** The lane of the store that keeps it: with several servers, each may have one of its own. */
  readonly store: ActorId;
  /** Who is logged in by it, or null while it names nobody. */
  readonly user: string | null;
  readonly data: JsonObject;
  /** Size of the serialized row. */
  readonly bytes: number;
  /** Virtual ms since the Unix epoch, or null when the store gives it no end. */
  readonly expires: number | null;
  /** Virtual ms until the end, negative afterwards; null for no end. */
  readonly remaining: number | null;
  /** Past its end and still in the store: many stores look at the end only when asked for the row. */
  readonly expired: boolean;
  /** The row was spoiled behind the server's back: whoever reads it will fail. */
  readonly corrupted: boolean;
}

/**
 * The sessions that the stores hold after a prefix of a trace: store by store, oldest first.
 * @param at the moment to count down to, in virtual ms since the Unix epoch; the clock of the last event if left out
 */
export function sessionRows(trace: Trace, at?: number): SessionRow[] {
  return holdings(trace, at).stores.flatMap(({ actor, rows }) =>
    rows
      .filter(({ change }) => change !== 'removed')
      .map(({ sid, user, data, bytes, expires, remaining, expired, corrupted }) => ({
        sid,
        shortSid: shortId(sid),
        store: actor.id,
        user,
        data,
        bytes,
        expires,
        remaining,
        expired,
        corrupted,
      })),
  );
}
