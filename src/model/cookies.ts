import type { Check } from './checks';

export type SameSite = 'strict' | 'lax' | 'none' | 'default';

/** A cookie as the browser keeps it. Source: RFC 6265bis §5.7. */
export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** True when no Domain attribute was given: the cookie goes back to this host only. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  readonly partitioned: boolean;
  /** Virtual ms since the Unix epoch; null for a cookie that lives as long as the browser session. */
  readonly expires: number | null;
  readonly created: number;
}

/** What a rule book said of one cookie, and every rule it applied. */
export interface CookieVerdict {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Whether a stored cookie went along with one request, and why. */
export interface CookieSendVerdict extends CookieVerdict {
  readonly name: string;
}
