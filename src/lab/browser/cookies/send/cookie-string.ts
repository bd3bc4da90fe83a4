import type { StoredCookie } from '../../../../model/cookies';
import type { KeptCookie } from '../kept-cookie';

/**
 * Longer paths first, then older cookies first; those of one virtual millisecond stay as they are, in the order of
 * their arrival. Source: RFC 6265bis §5.8.3 step 2.
 */
export function inHeaderOrder<Kept extends KeptCookie>(kept: readonly Kept[]): Kept[] {
  return [...kept].sort((a, b) => b.cookie.path.length - a.cookie.path.length || a.cookie.created - b.cookie.created);
}

/** The value of a Cookie header field; a cookie without a name is its bare value. Source: §5.8.3 step 4. */
export function cookieString(cookies: readonly StoredCookie[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
}
