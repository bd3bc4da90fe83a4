import type { EventOf, TraceEvent } from '../model';
import { carriedCredentials } from './http-words';

/**
 * What an event has in common with earlier ones. The first of a topic is explained in full; when it comes again,
 * a reader of the whole account wants the difference and not the lecture.
 */
export function topicsOf(event: TraceEvent): string[] {
  switch (event.kind) {
    case 'request.sent':
      return [sameRequest(event), sameCarrier(event)];
    case 'cookie.verified':
      return [key(event.kind, event.data.name)];
    case 'store.asked':
      return [key(event.kind, event.data.table ?? 'sessions', event.data.op), sameWrite(event)];
    case 'account.checked':
    case 'account.refused':
      return [key(event.kind, event.data.rule)];
    case 'request.failed':
      return [key(event.kind, event.actor)];
    case 'refresh.issued':
    case 'refresh.rotated':
    case 'network.disturbed':
    case 'response.relayed':
    case 'token.verified':
    case 'session.sealed':
    case 'session.unsealed':
    case 'password.checked':
      return [key(event.kind)];
    case 'cookie.stored':
      return [key(event.kind, event.actor, event.data.cookie.name)];
    default:
      return [];
  }
}

/** The same client asks for the same thing with the same credential. */
export function sameRequest({ actor, data }: EventOf<'request.sent'>): string {
  const credentials = data.headers.filter(([name]) => /^(cookie|authorization)$/i.test(name));
  return key('request', actor, data.method, data.url, JSON.stringify(credentials));
}

/** The same client shows credentials of the same names. */
export function sameCarrier({ actor, data }: EventOf<'request.sent'>): string {
  return key('carrier', actor, JSON.stringify(carriedCredentials(data.headers)));
}

/** The same row is written within one exchange. */
export function sameWrite({ exchange, data }: EventOf<'store.asked'>): string {
  return key('write', exchange ?? '', data.table ?? 'sessions', data.op, data.sid ?? data.row?.sid ?? '');
}

export function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
