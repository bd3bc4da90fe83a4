import { headerValue, headerValues, type HeaderLine } from '../model';
import { clip } from './words';

/** What a request carries to say who is asking; names only, never values. */
export interface CarriedCredentials {
  /** Names from the Cookie field, in order (RFC 6265bis §4.2). */
  readonly cookies: readonly string[];
  /** The scheme of the Authorization field (RFC 9110 §11.6.2); empty when it names none, null without the field. */
  readonly scheme: string | null;
}

/** Reads the credentials of a request by name. */
export function carriedCredentials(headers: readonly HeaderLine[]): CarriedCredentials {
  const cookies = cookiePairs(headers).map(([name]) => name);
  const authorization = headerValue(headers, 'authorization');
  // Without a space there is no scheme, and the word may be the credential itself.
  const scheme =
    authorization === undefined ? null : (/^([A-Za-z][A-Za-z0-9-]{0,15}) +\S/.exec(authorization)?.[1] ?? '');
  return { cookies, scheme };
}

/** Name and value pairs of the Cookie field, in order. */
export function cookiePairs(headers: readonly HeaderLine[]): (readonly [name: string, value: string])[] {
  return headerValues(headers, 'cookie')
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? (['', pair] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const);
    });
}

/** The token of `Authorization: Bearer` (RFC 6750 §2.1), or null. */
export function bearerToken(headers: readonly HeaderLine[]): string | null {
  return /^Bearer +(\S+)$/i.exec(headerValue(headers, 'authorization') ?? '')?.[1] ?? null;
}

/** In short for a label: "Cookie: sid", "Authorization: Bearer", or nothing. */
export function credentialsInShort(headers: readonly HeaderLine[]): string {
  const { cookies, scheme } = carriedCredentials(headers);
  const parts: string[] = [];
  if (cookies.length > 0) {
    const shown = clip(cookies[0] || '(no name)', 20);
    parts.push(`Cookie: ${shown}${cookies.length > 1 ? ` +${String(cookies.length - 1)}` : ''}`);
  }
  if (scheme !== null) parts.push(scheme === '' ? 'Authorization' : `Authorization: ${scheme}`);
  return parts.join(', ');
}

/** The path of an absolute or relative URL; a query becomes "?…" because it may carry anything. */
export function pathInShort(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const query = path.indexOf('?');
  const bare = query < 0 ? path : path.slice(0, query);
  return `${bare === '' ? '/' : bare}${query < 0 ? '' : '?…'}`;
}

/** A Set-Cookie line taken apart for display. Never throws; what a browser makes of it is the jar's business. */
export interface SetCookieLine {
  readonly name: string;
  readonly value: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/** Takes a Set-Cookie line apart (RFC 6265bis §5.6). */
export function readSetCookie(line: string): SetCookieLine {
  const [pair = '', ...rest] = line.split(';');
  const equals = pair.indexOf('=');
  const split = (text: string): { name: string; value: string } => {
    const at = text.indexOf('=');
    return at < 0
      ? { name: text.trim(), value: '' }
      : { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
  };
  return {
    name: equals < 0 ? '' : pair.slice(0, equals).trim(),
    value: (equals < 0 ? pair : pair.slice(equals + 1)).trim(),
    attributes: rest.map(split).filter(({ name }) => name !== ''),
  };
}

/** True for a Set-Cookie line whose end lies in the past: the way to delete a cookie. */
export function deletesCookie(line: string, now: number): boolean {
  const { attributes } = readSetCookie(line);
  const last = (wanted: string): string | undefined =>
    attributes.findLast(({ name }) => name.toLowerCase() === wanted)?.value;
  const maxAge = last('max-age');
  // Max-Age wins over Expires (RFC 6265bis §5.6.2).
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const expires = last('expires');
  return expires !== undefined && Date.parse(expires) <= now;
}

/** The Set-Cookie lines of a response by what they do. */
export function cookieLines(headers: readonly HeaderLine[], now: number): { sets: string[]; deletes: string[] } {
  const lines = headerValues(headers, 'set-cookie');
  const nameOf = (line: string): string => readSetCookie(line).name;
  return {
    sets: lines.filter((line) => !deletesCookie(line, now)).map(nameOf),
    deletes: lines.filter((line) => deletesCookie(line, now)).map(nameOf),
  };
}
