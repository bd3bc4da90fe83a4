import { opensLikeObject } from './find';
import type { AnyInspection } from './inspect-json';
import type { JsonObject } from './json';
import { own } from './own';

/**
 * Whether what was found in JSON is a token to somebody who did not ask for one. A webhook's "payload" beside its
 * "signature" is none: there has to be a header that says an algorithm, or what could be one that is damaged.
 */
export function isMeant(seen: AnyInspection): boolean {
  switch (seen.kind) {
    case 'jws-json':
      return seen.signatures.some(({ header, inspection }) => isHeader(header, inspection.header.raw));
    case 'jwe-json':
      return isHeader({}, seen.protected?.raw ?? '') || seen.recipients.some(({ header }) => isHeader(header, ''));
    default:
      return true;
  }
}

function isHeader(header: JsonObject, raw: string): boolean {
  return typeof own(header, 'alg') === 'string' || typeof own(header, 'enc') === 'string' || opensLikeObject(raw, 0);
}
