import { canonicalHost, isLoopback } from './domains';
import type { CookiePolicy } from './policy';
import { registrableDomain } from './public-suffix';
import { asciiLower } from './text';

/** The parts of a URL that cookies look at. Ports are left out on purpose: cookies ignore them. */
export interface UrlParts {
  /** `https`, with or without the colon. */
  readonly scheme: string;
  readonly host: string;
  /** `/profile`; a query may follow and is ignored. */
  readonly path: string;
}

/**
 * A site: scheme and registrable domain, `https://shop.example`. The empty string is a site that equals no
 * other, for a document framed by strangers.
 */
export type Site = string;

/** All that the cookie rules want to know of one request. */
export interface RequestContext {
  readonly url: UrlParts;
  readonly method: string;
  /**
   * The site of the page that began the request (its "site for cookies"), or null when the user began it from
   * the address bar. Source: RFC 6265bis §5.2.
   */
  readonly siteForCookies: Site | null;
  /** True when the answer replaces the page in the tab. */
  readonly topLevelNavigation: boolean;
  /** The site in the address bar, where strangers frame the page that asks; `siteForCookies` otherwise. */
  readonly topLevelSite?: Site;
  /** `script` for document.cookie; a request otherwise. */
  readonly api?: 'http' | 'script';
}

/**
 * The site of a URL, scheme included: http and https of one name are two sites, while a WebSocket belongs to the
 * http or https site of its host. Source: HTML "obtain a site", which RFC 6265bis §5.2 refers to.
 */
export function siteOf(url: UrlParts): Site {
  const scheme = canonicalScheme(url.scheme).replace(/^ws/, 'http');
  return `${scheme}://${registrableDomain(canonicalHost(url.host))}`;
}

/** Whether the page that began the request belongs to the same site as its target. Source: RFC 6265bis §5.2. */
export function isSameSite(context: RequestContext): boolean {
  return context.siteForCookies === null || context.siteForCookies === siteOf(context.url);
}

/**
 * Whether nobody on the way can read or change the exchange: https and wss, and loopback where the policy says so.
 * The draft leaves the definition to the user agent (§5.7 step 13, §5.8.3).
 */
export function isSecureOrigin(url: UrlParts, policy: CookiePolicy): boolean {
  const scheme = canonicalScheme(url.scheme);
  if (scheme === 'https' || scheme === 'wss') return true;
  return policy.loopbackIsSecure && isLoopback(canonicalHost(url.host));
}

/**
 * The site shown in the address bar, which keys a Partitioned cookie: the target's own when it is to fill the
 * tab, the initiator's otherwise. Source: CHIPS (draft-cutler-httpbis-partitioned-cookies-01).
 */
export function partitionKeyOf(context: RequestContext): Site {
  if (context.topLevelNavigation || context.siteForCookies === null) return siteOf(context.url);
  return context.topLevelSite ?? context.siteForCookies;
}

/** `https://shop.example` for words shown to a learner. */
export function originText(url: UrlParts): string {
  return `${canonicalScheme(url.scheme)}://${canonicalHost(url.host)}`;
}

function canonicalScheme(scheme: string): string {
  return asciiLower(scheme).replace(/:(\/\/)?$/, '');
}
