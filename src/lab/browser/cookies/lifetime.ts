import type { ParsedSetCookie } from './parse/parse-set-cookie';

/** When a cookie ends, which attribute said so, and whether the age limit cut it down. */
export interface Lifetime {
  /** Virtual ms since the Unix epoch; null for as long as the browser session. */
  readonly expires: number | null;
  readonly from: 'Max-Age' | 'Expires' | null;
  readonly capped: boolean;
}

/**
 * Max-Age wins over Expires, and neither reaches beyond the age limit. A Max-Age of zero or less is the earliest
 * time there is: the start of 1970. Source: RFC 6265bis §5.5, §5.6.1, §5.6.2, §5.7 step 6.
 */
export function lifetimeOf(parsed: ParsedSetCookie, now: number, ageLimit: number): Lifetime {
  const latest = now + ageLimit;
  if (parsed.maxAge !== null) {
    const wanted = parsed.maxAge <= 0 ? Math.min(0, now) : now + parsed.maxAge * 1000;
    return { expires: Math.min(wanted, latest), from: 'Max-Age', capped: wanted > latest };
  }
  if (parsed.expires !== null) {
    return { expires: Math.min(parsed.expires, latest), from: 'Expires', capped: parsed.expires > latest };
  }
  return { expires: null, from: null, capped: false };
}
