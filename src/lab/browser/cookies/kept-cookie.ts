import type { StoredCookie } from '../../../model/cookies';
import type { Site } from './request-context';

/** A cookie in the jar, with what only the jar needs to know. Source: RFC 6265bis §5.7. */
export interface KeptCookie {
  readonly cookie: StoredCookie;
  /** The top-level site it was set under, for a Partitioned cookie; null for the rest. */
  readonly partitionKey: Site | null;
  /** Virtual ms. The cookie least recently sent is the first to go when the jar is full. */
  readonly lastAccess: number;
}

/** A jar keeps one cookie of each name, domain, host-only flag, path and partition. Source: §5.7 step 23. */
export function isSameCookie(
  a: Pick<KeptCookie, 'cookie' | 'partitionKey'>,
  b: Pick<KeptCookie, 'cookie' | 'partitionKey'>,
): boolean {
  return (
    a.cookie.name === b.cookie.name &&
    a.cookie.domain === b.cookie.domain &&
    a.cookie.hostOnly === b.cookie.hostOnly &&
    a.cookie.path === b.cookie.path &&
    a.partitionKey === b.partitionKey
  );
}

/** A cookie lives up to, and not through, the moment at which it expires. Source: RFC 6265bis §5.7. */
export function isExpired(cookie: StoredCookie, now: number): boolean {
  return cookie.expires !== null && cookie.expires <= now;
}
