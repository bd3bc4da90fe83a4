import type { EventKind } from './events';

export interface KindRow {
  /** What it means, for help texts and documentation. */
  readonly means: string;
  /**
   * A quiet event is recorded, and a failure can strike at it, but stepping does not stop there:
   * it is evidence for a message that already stands in the diagram.
   */
  readonly quiet: boolean;
}

const loud = (means: string): KindRow => ({ means, quiet: false });
const quiet = (means: string): KindRow => ({ means, quiet: true });

/** Every kind of event. A kind that is missing here does not compile. */
export const EVENT_KINDS: Readonly<Record<EventKind, KindRow>> = {
  'run.started': quiet('a run begins'),
  'run.ended': quiet('a run is over'),
  'act.started': quiet('someone begins to do something'),
  'act.resumed': quiet('what was under way goes on'),
  'node.started': loud('a server process is up'),
  'node.exited': loud('a server process is gone'),
  'node.hung': loud('a server process stands still'),
  'node.resumed': loud('a server process goes on'),
  'node.added': loud('a server joins the load balancer'),
  'node.removed': loud('a server leaves the load balancer'),
  'store.opened': quiet('a server process opened its session store'),
  'store.asked': loud('the server asks the session store'),
  'store.answered': loud('the session store answers'),
  'store.failed': loud('the session store reports an error'),
  'store.changed': loud("a row was changed behind the server's back"),
  'request.sent': loud('a client sends a request'),
  'request.received': quiet('the server has the whole request'),
  'request.failed': loud('nobody accepts the connection'),
  'request.forwarded': loud('the load balancer passes a request on'),
  'response.relayed': loud('the load balancer passes a response on'),
  'network.disturbed': loud('the network disturbs a message'),
  'route.matched': quiet('Express picked a route'),
  'cookie.verified': loud('the signature of a session cookie fits'),
  'cookie.rejected': loud('the signature of a session cookie does not fit'),
  'session.generated': quiet('a session id was made, nothing is stored'),
  'session.regenerated': loud('the session got a new id'),
  'session.sealed': loud('the session was encrypted for a cookie'),
  'session.unsealed': loud('an encrypted session was opened'),
  'session.rejected': loud('an encrypted session was not believed'),
  'password.checked': loud('a password was checked'),
  'user.read': quiet('a row of the user table was read'),
  'user.changed': loud('a row of the user table was changed'),
  'account.checked': quiet('an account may come in'),
  'account.refused': loud('an account may not come in'),
  'role.checked': loud('a role was checked'),
  'token.signed': loud('a token was signed'),
  'refresh.issued': loud('a refresh token was issued'),
  'refresh.rotated': loud('a refresh token was exchanged for the next'),
  'refresh.reused': loud('a refresh token was used a second time'),
  'refresh.rejected': loud('a refresh token was not accepted'),
  'key.taken': loud('a server took a key from where the token pointed'),
  'token.decoded': loud('a token was read and not verified'),
  'token.forged': loud('a thief made a token of its own'),
  'token.verified': loud('a token passed every check'),
  'token.rejected': loud('a token failed a check'),
  'response.started': loud('the server answers'),
  'response.ended': quiet('the server has written the whole response'),
  'response.received': quiet('the client has the whole response'),
  'response.lost': loud('the connection broke before the response was complete'),
  'cookie.stored': loud('the browser keeps a cookie'),
  'cookie.refused': loud('the browser refuses a cookie'),
  'cookie.deleted': loud('the browser drops a cookie'),
  'cookie.edited': loud('a kept cookie is changed by hand'),
  'cookie.removed': loud('a kept cookie is deleted by hand'),
  'storage.written': loud('a page writes to web storage'),
  'storage.edited': loud('an entry of web storage is changed by hand'),
  'storage.removed': loud('a page removes something from web storage'),
  'credential.copied': loud('someone else gets a copy of a credential'),
  'credential.missed': loud('there is no credential to copy'),
  'fault.armed': quiet('a failure waits for its moment'),
  'fault.fired': loud('a failure strikes'),
  'fault.lifted': loud('a failure is over'),
  'clock.skewed': loud("a server's clock is set apart"),
  'clock.advanced': loud('the clock of the run moves ahead'),
};

/** True for a word that names a kind of event. */
export function isEventKind(word: string): word is EventKind {
  return Object.hasOwn(EVENT_KINDS, word);
}

/** A moment of a run by kind and count: the n-th event of a kind, from 1. */
export interface EventMoment {
  readonly kind: EventKind;
  readonly nth: number;
}

/**
 * Reads `store.answered#2` (`#1` may be left out).
 * @returns the moment, or a sentence that says what is wrong
 */
export function parseMoment(text: string): EventMoment | { readonly error: string } {
  const [kind = '', count, ...rest] = text.split('#');
  if (!isEventKind(kind)) {
    return { error: `"${kind}" is not a kind of event. Kinds: ${Object.keys(EVENT_KINDS).join(', ')}.` };
  }
  const nth = count === undefined ? 1 : Number(count);
  if (rest.length > 0 || !Number.isInteger(nth) || nth < 1 || count === '') {
    return { error: `"${text}" needs a count from 1 after "#", as in "${kind}#2".` };
  }
  return { kind, nth };
}
