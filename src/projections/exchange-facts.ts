import {
  LAB,
  type ActorId,
  type EventOf,
  type HeaderLine,
  type StoreOperation,
  type Trace,
  type TraceEvent,
} from '../model';
import { pathInShort } from './http-words';
import { userOfClaims, userOfSession } from './users';
import { utf8Length } from './words';

/** How a request ended for its client. `open`: not yet. */
export type Outcome = 'answered' | 'lost' | 'unreachable' | 'open';

/** One request of a client and what it came to. */
export interface ExchangeFacts {
  readonly exchange: string;
  /** The event `request.sent`. */
  readonly seq: number;
  readonly client: ActorId;
  readonly method: string;
  /** Without the query, which may hold anything. */
  readonly path: string;
  readonly outcome: Outcome;
  /** Of the answer that the client got; null without one. */
  readonly status: number | null;
  /** Whom the server took the client for, or null while it is nobody. */
  readonly user: string | null;
  /** The server that took the request last, or null when none did. */
  readonly server: ActorId | null;
  /** Bytes of the whole message as HTTP/1.1 writes it (RFC 9112 §2.1), head included; down is 0 without an answer. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly storeReads: number;
  readonly storeWrites: number;
  readonly tokensSigned: number;
  readonly tokensVerified: number;
}

type Facts = { -readonly [K in keyof ExchangeFacts]: ExchangeFacts[K] };

/** The requests of a run in the order in which they were sent. What a network made of one request counts with it. */
export function exchangeFacts(trace: Trace): ExchangeFacts[] {
  const all: Facts[] = [];
  const open = new Map<string, Facts>();
  for (const event of trace) {
    if (event.kind === 'request.sent') {
      const facts = begin(event);
      all.push(facts);
      if (event.exchange !== undefined) open.set(event.exchange, facts);
      continue;
    }
    const facts = event.exchange === undefined ? undefined : open.get(event.exchange);
    if (!facts) continue;
    if (event.kind === 'network.disturbed' && event.data.as !== undefined) open.set(event.data.as, facts);
    learn(facts, event);
  }
  return all;
}

/** True for what only looks into a store. */
export function isRead(op: StoreOperation): boolean {
  return op === 'get' || op === 'all';
}

function begin(event: EventOf<'request.sent'>): Facts {
  const { method, url, headers, body } = event.data;
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
  return {
    exchange: event.exchange ?? '',
    seq: event.seq,
    client: event.actor,
    method,
    path: pathInShort(url),
    outcome: 'open',
    status: null,
    user: null,
    server: null,
    bytesUp: headSize(`${method} ${target} HTTP/1.1`, headers) + utf8Length(body),
    bytesDown: 0,
    storeReads: 0,
    storeWrites: 0,
    tokensSigned: 0,
    tokensVerified: 0,
  };
}

function learn(facts: Facts, event: TraceEvent): void {
  switch (event.kind) {
    case 'request.received':
      facts.server = event.actor;
      return;
    case 'store.asked':
      if (event.actor === LAB) return;
      if (isRead(event.data.op)) facts.storeReads += 1;
      else facts.storeWrites += 1;
      return;
    case 'store.answered': {
      const { op, table = 'sessions', row } = event.data;
      if (op === 'get' && table === 'sessions' && row) facts.user = userOfSession(row.data) ?? facts.user;
      return;
    }
    case 'session.unsealed':
      facts.user = userOfSession(event.data.data) ?? facts.user;
      return;
    case 'password.checked':
      if (event.data.known && event.data.matches) facts.user = event.data.username;
      return;
    case 'token.signed':
      facts.tokensSigned += 1;
      return;
    case 'token.verified':
      facts.tokensVerified += 1;
      facts.user = userOfClaims(event.data.claims) ?? facts.user;
      return;
    default:
      if (event.actor === facts.client && facts.outcome === 'open') end(facts, event);
  }
}

function end(facts: Facts, event: TraceEvent): void {
  if (event.kind === 'response.received') {
    const { status, reason, headers, bytes } = event.data;
    facts.outcome = 'answered';
    facts.status = status;
    facts.bytesDown = headSize(`HTTP/1.1 ${String(status)} ${reason}`, headers) + bytes;
  }
  if (event.kind === 'response.lost') facts.outcome = 'lost';
  if (event.kind === 'request.failed') facts.outcome = 'unreachable';
}

/** A message's head: its first line, its fields and the empty line, each with CR LF. */
function headSize(first: string, headers: readonly HeaderLine[]): number {
  return [first, ...headers.map(([name, value]) => `${name}: ${value}`), ''].reduce(
    (sum, line) => sum + utf8Length(line) + 2,
    0,
  );
}
