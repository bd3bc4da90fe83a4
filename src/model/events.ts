import type { Actor, ActorId } from './actors';
import type { Check } from './checks';
import type { CookieSendVerdict, CookieVerdict, StoredCookie } from './cookies';
import type { HeaderLine } from './http';
import type { Balancing } from './setup';

/** Where a line of teaching code stands: a path inside the extension, lines and columns from 1. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A credential is never named by its value in prose; a fingerprint tells two of them apart. */
export interface HeldSecret {
  /** What it is for: "Cookie secret", "Signing key". */
  readonly name: string;
  readonly kind: 'cookie-secret' | 'hmac-key' | 'public-key' | 'private-key';
  /** First 8 hex digits of the SHA-256 of the secret. */
  readonly fingerprint: string;
}

/** A session row as the store returned or received it. */
export interface StoreRow {
  readonly sid: string;
  /** The session object, as the store serializes it. JSON only. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Size of the serialized row in bytes. */
  readonly bytes: number;
  /** Virtual ms since the Unix epoch, or null when the store gives it no end. */
  readonly expires: number | null;
}

/** A session that is its own row: encrypted, authenticated, and carried by the browser in a cookie. */
export interface SealedSession {
  /** The cookie's name. */
  readonly name: string;
  /** The cookie's value, which nobody without the secret can read or change. */
  readonly value: string;
  /** What is inside. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Size of the value in bytes; a browser takes 4,096 for name and value (RFC 6265bis §5.7). */
  readonly bytes: number;
  /** Virtual ms since the Unix epoch, or null when the seal has no end. */
  readonly expires: number | null;
}

/** What a store keeps in which table; sessions where nothing is said. */
export type StoreTable = 'sessions' | 'denylist' | 'refresh-tokens';

/** One rule about an account, besides the credential that was shown for it. */
export interface AccountCheck {
  readonly subject: string;
  readonly rule: 'locked' | 'version' | 'lifetime';
  readonly expected: string;
  readonly actual: string;
  readonly allowed: boolean;
}

export type StoreOperation = 'get' | 'set' | 'touch' | 'destroy' | 'all' | 'clear';

export type WebStorageArea = 'localStorage' | 'sessionStorage';

/** JOSE header or claims, as decoded. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What each kind of event says. Kinds are past tense and dotted: they tell what happened.
 * Values are those of that moment, never references, and JSON only.
 */
export interface EventData {
  'run.started': {
    scenario: string;
    title: string;
    seed: string;
    actors: readonly Actor[];
    /** Virtual ms since the Unix epoch. */
    clock: number;
  };
  'run.ended': { outcome: 'completed' | 'stopped'; acts: number };
  /** The user, or whoever `by` names, begins to do something. */
  'act.started': { act: string; title: string; by: ActorId };
  /** What was under way goes on, after somebody did something of their own in the middle of it. */
  'act.resumed': { act: string; title: string; by: ActorId };

  /** `edited`: it runs the learner's own copy of the program. */
  'node.started': { app: string; holds: readonly HeldSecret[]; edited?: boolean };
  /** The process stands still: it takes connections and answers none. */
  'node.hung': Record<string, never>;
  'node.resumed': Record<string, never>;
  /** A server joins the load balancer's list, or leaves it. */
  'node.added': { actor: Actor; nodes: readonly ActorId[] };
  'node.removed': { node: ActorId; nodes: readonly ActorId[] };
  'node.exited': { signal: string | null; code: number | null; expected: boolean };

  /** What a store holds when a node opens it: empty for memory, whatever survived for others. */
  'store.opened': { store: string; table?: StoreTable; durable: boolean; rows: readonly StoreRow[] };
  /** `sid` is the key of the row: a session's id, a revoked token's id, a refresh token's hash. */
  /** `iat`: when the token that a denylist is asked about was issued. Seconds since the Unix epoch, as it says itself. */
  'store.asked': { op: StoreOperation; table?: StoreTable; sid?: string; row?: StoreRow; iat?: number };
  'store.answered': {
    op: StoreOperation;
    table?: StoreTable;
    sid?: string;
    iat?: number;
    hit?: boolean;
    row?: StoreRow;
    rows?: readonly StoreRow[];
  };
  'store.failed': { op: StoreOperation; table?: StoreTable; sid?: string; iat?: number; message: string };
  /** A row was changed behind the server's back; `row` is what stands there now, null when it is gone. */
  'store.changed': { how: 'evicted' | 'corrupted' | 'edited' | 'expired'; sid: string; row: StoreRow | null };

  'request.sent': {
    method: string;
    url: string;
    headers: readonly HeaderLine[];
    body: string;
    cookies: readonly CookieSendVerdict[];
  };
  'request.received': { method: string; path: string; headers: readonly HeaderLine[]; body: string };
  /** Nobody took the connection. */
  'request.failed': { code: string; message: string };
  /** The load balancer picked a server and passes the request on to it. */
  'request.forwarded': { to: ActorId; policy: Balancing; why: string };
  /** The load balancer passes a server's response on to the client. */
  'response.relayed': {
    from: ActorId;
    status: number;
    reason: string;
    /** The whole head as the client gets it. */
    headers: readonly HeaderLine[];
    /** What the load balancer put in: the cookie by which it recognizes a client. */
    added: readonly HeaderLine[];
  };
  /** The network did something to a message on its way. */
  'network.disturbed': {
    how: 'delayed' | 'dropped' | 'reset' | 'truncated' | 'duplicated' | 'rewritten' | 'discarded';
    direction: 'request' | 'response';
    from: ActorId;
    to: ActorId;
    /** `delayed`: virtual milliseconds. */
    ms?: number;
    /** `truncated`: bytes that still arrived, and how many there were. */
    kept?: number;
    of?: number;
    /** `duplicated`: the exchange of the second copy. */
    as?: string;
    /** `rewritten`: what was taken out. */
    attribute?: string;
  };
  'route.matched': { method: string; path: string };

  'cookie.verified': { name: string; sid: string; checks: readonly Check[] };
  'cookie.rejected': { name: string; value: string; checks: readonly Check[] };
  /** An id was made; nothing is stored yet. */
  'session.generated': { sid: string };
  'session.regenerated': { from: string; to: string };
  /** The whole session was encrypted, to go into a cookie: nothing of it is kept on the server. */
  'session.sealed': SealedSession;
  /** A sealed session came back and was opened. */
  'session.unsealed': SealedSession & { checks: readonly Check[] };
  /** A sealed session was not believed. */
  'session.rejected': {
    name: string;
    value: string;
    bytes: number;
    /** The library's own words. */
    message: string;
    checks: readonly Check[];
  };

  'password.checked': { username: string; known: boolean; matches: boolean; algorithm: string };
  /** A row of the user table was read. */
  'user.read': { id: string; found: boolean; role?: string; locked?: boolean; version?: number };
  /** A row of the user table was changed: by the operator, or by the server for its user. */
  'user.changed': {
    id: string;
    name: string;
    what: 'role' | 'locked' | 'password' | 'permissions' | 'version';
    role: string;
    locked: boolean;
    version: number;
    /** How many; left out for none. */
    permissions?: number;
  };
  /** This account, and a credential as old as this one, may still come in. */
  'account.checked': AccountCheck;
  /** It may not. */
  'account.refused': AccountCheck;
  'role.checked': { subject: string; required: string; actual: string; allowed: boolean };

  'token.signed': { token: string; header: JsonObject; claims: JsonObject; key: string };
  /** A refresh token was issued, used, or used a second time. Ids are hashes: the token itself is never stored. */
  'refresh.issued': { family: string; id: string; expires: number };
  'refresh.rotated': { family: string; from: string; to: string };
  'refresh.reused': { family: string; id: string; revoked: number };
  'refresh.rejected': { id: string; why: string };
  /** A server took a key from where the token pointed. `key`: its fingerprint, or null where there was none. */
  'key.taken': { from: 'table' | 'file' | 'address'; name: string; key: string | null };
  /** A server read what a token says, and verified nothing. */
  'token.decoded': { token: string; claims: JsonObject };
  /** A thief wrote a token of its own; null where the attack found no way. */
  'token.forged': { attack: string; title: string; token: string | null; changes: readonly string[]; note: string };
  'token.verified': { token: string; header: JsonObject; claims: JsonObject; checks: readonly Check[] };
  'token.rejected': {
    token: string;
    /** The library's own words. */
    message: string;
    checks: readonly Check[];
  };

  /** Status and headers are out, or about to be; the body may still wait for something. */
  'response.started': { status: number; reason: string; headers: readonly HeaderLine[] };
  'response.ended': { body: string; bytes: number };
  'response.received': { status: number; reason: string; headers: readonly HeaderLine[]; body: string; bytes: number };
  /** The connection broke before the response was complete. */
  'response.lost': { code: string; message: string; gotHead: boolean };

  'cookie.stored': { cookie: StoredCookie; line: string; replaced: boolean; verdict: CookieVerdict };
  'cookie.refused': { name: string; line: string; verdict: CookieVerdict };
  'cookie.deleted': { name: string; line: string | null };
  /** Somebody changed a kept cookie by hand, as with a browser's developer tools. */
  'cookie.edited': { cookie: StoredCookie };
  /** Somebody deleted a kept cookie by hand. */
  'cookie.removed': { name: string };
  'storage.written': { area: WebStorageArea; key: string; value: string };
  /** Somebody changed an entry by hand. */
  'storage.edited': { area: WebStorageArea; key: string; value: string };
  'storage.removed': { area: WebStorageArea; key: string };

  /** Somebody else now holds the same credential. */
  'credential.copied': { what: 'cookie' | 'token'; name: string; value: string; from: ActorId; to: ActorId };
  /** Somebody came for a credential that is not there. */
  'credential.missed': { what: 'cookie' | 'token'; from: ActorId; to: ActorId };

  'fault.armed': { fault: string; title: string; at: string };
  /** `lasting`: it is in force from now on, until it is lifted. */
  'fault.fired': { fault: string; title: string; target: ActorId; lasting?: boolean };
  /** A lasting failure is over, or an armed one will not strike. */
  'fault.lifted': { fault: string; title: string; target: ActorId };
  'clock.advanced': { by: number; to: number };
  /** A server's own clock was set apart from the run's by so many ms; 0 means that it is right again. */
  'clock.skewed': { node: ActorId; by: number };
}

export type EventKind = keyof EventData;

/** What every event carries besides its data. */
export interface EventFrame {
  /** Position in the trace, from 0, given by the recorder and by nobody else. */
  readonly seq: number;
  /** Virtual ms since the Unix epoch. */
  readonly at: number;
  readonly actor: ActorId;
  /** Which incarnation of the actor's process spoke, from 1. */
  readonly boot: number;
  /** The request and response that this belongs to. */
  readonly exchange?: string;
  /** The line of teaching code that ran. */
  readonly source?: SourceLine;
}

export type EventOf<K extends EventKind> = EventFrame & { readonly kind: K; readonly data: EventData[K] };

/** One thing that happened. The union is discriminated by `kind`. */
export type TraceEvent = { [K in EventKind]: EventOf<K> }[EventKind];

/** The whole story so far, in order. Everything a learner sees is a projection of a prefix of it. */
export type Trace = readonly TraceEvent[];
