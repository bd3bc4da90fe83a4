import { firstFailure, type ActorId, type Check, type EventOf, type TraceEvent } from '../../model';
import type { Memory, SessionPast } from '../memory';
import { pathInShort } from '../http-words';
import { capitalized, clip, duration, moment, momentAndDistance, shortId } from '../words';

/** Phrases that several sentences share. */

/** A user's name, or a stand-in. */
export function person(name: string | null | undefined): string {
  return name === null || name === undefined || name === '' ? 'nobody in particular' : clip(name, 40);
}

/** The actor as the subject that opens a sentence: "The server". */
export function subject(past: Memory, id: ActorId): string {
  return capitalized(past.name(id));
}

/** "POST /login" */
export function requestWords({ data }: EventOf<'request.sent'>): string {
  return `${clip(data.method, 12)} ${clip(pathInShort(data.url), 40)}`;
}

/** "until 09:30:00 UTC (in 30 minutes)", or words for a missing end. */
export function end(expires: number | null, now: number): string {
  return expires === null ? 'without a fixed end' : `until ${momentAndDistance(expires, now)}`;
}

/** A NumericDate claim (RFC 7519 §2) in virtual ms, or null where it is missing or not a number. */
export function numericDate(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value * 1_000 : null;
}

/** The reason of a refusal by the first check that failed: the rule, and what was found instead. */
export function refusal(checks: readonly Check[], secrets: readonly string[]): string | null {
  const failed = firstFailure(checks);
  if (!failed) return null;
  const found = failed.actual === undefined ? '' : `; found: ${withoutSecrets(failed.actual, secrets)}`;
  const source = failed.source === undefined ? '' : ` (${clip(failed.source, 60)})`;
  return `the rule "${withoutSecrets(failed.title, secrets)}"${source} is not met${found}`;
}

/** Text of a library or a rule, with every known secret in its short form. Not a promise for secrets it is not given. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) if (secret.length > 3) safe = safe.replaceAll(secret, shortId(secret));
  return clip(safe.replace(/\.$/, ''), 160);
}

/** Ends a sentence that may close with somebody else's words. */
export function sentenceOf(...parts: readonly string[]): string {
  const text = parts.join('');
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Why a session that once was is no longer there, to follow "because": null when the trace does not say. */
export function whyGone(session: SessionPast | undefined, event: TraceEvent, past: Memory): string | null {
  const asked = past.held.lanes.find(event.actor);
  const here = asked?.role === 'store' ? asked.id : past.held.lanes.storeFor(event.actor).id;
  const place = past.elsewhere(session?.sid, here);
  if (place !== null) return `it lies in ${past.name(place)}, where this server cannot look`;
  if (!session) return null;
  const ended = session.end;
  if (ended === null) {
    const { expires } = session;
    if (expires === null || expires > event.at) return null;
    return `it ended at ${moment(expires, event.at)}, ${duration(event.at - expires)} ago`;
  }
  switch (ended.how) {
    case 'request': {
      const logout = /log-?(out|off)|sign-?out/i.test(ended.path);
      return logout
        ? `it was destroyed when ${past.name(ended.by)} logged out`
        : `it was destroyed while ${clip(pathInShort(ended.path), 40)} was served`;
    }
    case 'regenerated':
      return 'its id was replaced by a new one';
    case 'operator':
      return 'the operator destroyed it by hand';
    case 'evicted':
      return 'it was evicted behind the back of the server';
    case 'process':
      return 'it lived in the memory of a process that is gone';
  }
}

/** True for the store's answer about a session, not about another kind of row. */
export function isSessionLookUp({ data }: EventOf<'store.answered'>): boolean {
  return data.op === 'get' && (data.table === undefined || data.table === 'sessions');
}
