import { asciiLower } from './text';

/**
 * A host as cookies compare it: lower case, no port. Names beyond ASCII are not converted to their `xn--` form;
 * whoever calls hands in what a URL parser returned.
 * Source: RFC 6265bis §5.1.2.
 */
export function canonicalHost(host: string): string {
  const bare = host.startsWith('[') ? host.replace(/\]:\d*$/, ']') : host.replace(/:\d*$/, '');
  return asciiLower(bare);
}

/** True for `192.0.2.1` and `[::1]`: addresses have no subdomains. Expects a canonical host. */
export function isIpAddress(host: string): boolean {
  if (host.startsWith('[') || host.includes(':')) return true;
  const parts = host.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

/** True for `localhost`, its subdomains, 127.0.0.0/8 and `[::1]`. Source: Secure Contexts §3.1. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (host === '[::1]' || host === '::1') return true;
  return isIpAddress(host) && host.startsWith('127.');
}

/**
 * Whether a host lies in a domain: the domain itself or a subdomain of it. Both canonical.
 * Source: RFC 6265bis §5.1.3.
 */
export function domainMatches(host: string, domain: string): boolean {
  if (host === domain) return true;
  return host.endsWith(`.${domain}`) && !isIpAddress(host);
}
