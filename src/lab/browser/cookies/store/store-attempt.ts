import type { StoredCookie } from '../../../../model/cookies';
import { canonicalHost, isIpAddress } from '../domains';
import { isSameCookie, type KeptCookie } from '../kept-cookie';
import { lifetimeOf, type Lifetime } from '../lifetime';
import type { ParsedSetCookie } from '../parse/parse-set-cookie';
import { defaultPath } from '../paths';
import type { CookiePolicy } from '../policy';
import { isPublicSuffix } from '../public-suffix';
import { isSecureOrigin, partitionKeyOf, type RequestContext } from '../request-context';

/** One Set-Cookie line on its way into the jar: all that the rules for keeping it look at. */
export interface StoreAttempt {
  readonly parsed: ParsedSetCookie;
  readonly context: RequestContext;
  readonly policy: CookiePolicy;
  readonly now: number;
  /** The canonical host of the request. */
  readonly host: string;
  readonly secureOrigin: boolean;
  readonly lifetime: Lifetime;
  /** The cookie that is kept if every rule passes. */
  readonly candidate: KeptCookie;
  /** The jar as it stands, expired cookies gone. */
  readonly kept: readonly KeptCookie[];
  /** The cookie in the jar whose place the candidate takes. */
  readonly old: KeptCookie | undefined;
}

/** Gathers what the rules need. Judges nothing. Source: RFC 6265bis §5.7 steps 5 to 12, 17 and 23.3. */
export function storeAttempt(
  parsed: ParsedSetCookie,
  context: RequestContext,
  policy: CookiePolicy,
  now: number,
  kept: readonly KeptCookie[],
): StoreAttempt {
  const host = canonicalHost(context.url.host);
  const domain = effectiveDomain(parsed.domain, host);
  const lifetime = lifetimeOf(parsed, now, policy.ageLimit);
  const cookie: StoredCookie = {
    name: parsed.name,
    value: parsed.value,
    domain: domain ?? host,
    hostOnly: domain === null,
    path: parsed.path ?? defaultPath(context.url.path),
    secure: parsed.secure,
    httpOnly: parsed.httpOnly,
    sameSite: parsed.sameSite,
    partitioned: parsed.partitioned,
    expires: lifetime.expires,
    created: now,
  };
  const fresh = {
    cookie,
    partitionKey: parsed.partitioned ? partitionKeyOf(context) : null,
    lastAccess: now,
  };
  const old = kept.find((each) => isSameCookie(each, fresh));
  return {
    parsed,
    context,
    policy,
    now,
    host,
    secureOrigin: isSecureOrigin(context.url, policy),
    lifetime,
    // A cookie that replaces another keeps its age, and so its place in the Cookie header.
    candidate: old ? { ...fresh, cookie: { ...cookie, created: old.cookie.created } } : fresh,
    kept,
    old,
  };
}

/**
 * The Domain that counts. None when it is missing or empty; none either when a host that is a public suffix, or an
 * address, names itself: such a host has no subdomains of its own, and the cookie is host-only.
 * Addresses: draft-ietf-httpbis-layered-cookies §5.4.3; RFC 6265bis does not say.
 */
function effectiveDomain(domain: string | null, host: string): string | null {
  if (domain === null || domain === '') return null;
  return domain === host && (isPublicSuffix(domain) || isIpAddress(domain)) ? null : domain;
}
