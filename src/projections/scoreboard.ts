import { LAB, type Trace } from '../model';
import { exchangeFacts, isRead, type ExchangeFacts } from './exchange-facts';

export type { ExchangeFacts } from './exchange-facts';

/** What a run cost and what came of it, counted from its trace. */
export interface Scoreboard {
  readonly requests: number;
  /** Requests with an answer. */
  readonly roundTrips: number;
  /** Requests that were lost, or that nobody took. */
  readonly unanswered: number;
  /** Answers 401 and 403. */
  readonly refused: number;
  /** Answers from 500 on. */
  readonly failed: number;
  /** Bytes of all requests and of all answers, heads included. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Calls of servers to stores, those between requests included; the operator's are not counted. */
  readonly storeReads: number;
  readonly storeWrites: number;
  readonly storeFailures: number;
  readonly tokensSigned: number;
  readonly tokensVerified: number;
  readonly tokensRejected: number;
  /** A slow hash is paid for each. */
  readonly passwordsChecked: number;
  readonly perRequest: readonly ExchangeFacts[];
}

/** Counts what happened in a prefix of a run. */
export function scoreboard(trace: Trace): Scoreboard {
  const perRequest = exchangeFacts(trace);
  const sum = (of: (each: ExchangeFacts) => number): number => perRequest.reduce((total, each) => total + of(each), 0);
  const requests = (fits: (each: ExchangeFacts) => boolean): number => perRequest.filter(fits).length;
  const asked = trace.filter((event) => event.kind === 'store.asked' && event.actor !== LAB);
  const events = (kind: Trace[number]['kind']): number => trace.filter((event) => event.kind === kind).length;
  const reads = asked.filter((event) => event.kind === 'store.asked' && isRead(event.data.op)).length;
  return {
    requests: perRequest.length,
    roundTrips: requests(({ outcome }) => outcome === 'answered'),
    unanswered: requests(({ outcome }) => outcome === 'lost' || outcome === 'unreachable'),
    refused: requests(({ status }) => status === 401 || status === 403),
    failed: requests(({ status }) => status !== null && status >= 500),
    bytesUp: sum(({ bytesUp }) => bytesUp),
    bytesDown: sum(({ bytesDown }) => bytesDown),
    storeReads: reads,
    storeWrites: asked.length - reads,
    storeFailures: events('store.failed'),
    tokensSigned: events('token.signed'),
    tokensVerified: events('token.verified'),
    tokensRejected: events('token.rejected'),
    passwordsChecked: events('password.checked'),
    perRequest,
  };
}
