import type { SameSite } from '../../../../model/cookies';
import { asciiLower, octetLength, trimWhitespace } from '../text';
import { parseCookieDate } from './cookie-date';
import { parseMaxAge } from './max-age';

/** One attribute as written, and why it had no effect if it had none. */
export interface WrittenAttribute {
  readonly name: string;
  readonly value: string;
  readonly ignored?: string;
}

/** A Set-Cookie line taken apart. Nothing is judged yet: a line that no browser would keep parses as well. */
export interface ParsedSetCookie {
  readonly line: string;
  readonly name: string;
  readonly value: string;
  /** Every attribute in the order written. */
  readonly attributes: readonly WrittenAttribute[];
  /** Seconds, from the last Max-Age that is a number. */
  readonly maxAge: number | null;
  /** Ms since the Unix epoch, from the last Expires that is a date. */
  readonly expires: number | null;
  /** Lower case, without a leading dot; null when not given, empty when given empty. */
  readonly domain: string | null;
  /** Null when not given, or when the last one given does not begin with `/`. */
  readonly path: string | null;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  readonly partitioned: boolean;
}

/** Longest attribute value in octets; a longer one is as good as not written. Source: RFC 6265bis §5.6. */
export const longestAttributeValue = 1024;

/**
 * Takes a Set-Cookie field value apart: name and value at the first `=`, attributes at each `;`, names of
 * attributes without case, the last of a kind winning. Never throws and never refuses.
 *
 * Percent-encoding and quotation marks are left as they stand: to a browser they are part of the value.
 * Source: RFC 6265bis §5.6; Partitioned: draft-cutler-httpbis-partitioned-cookies-01.
 */
export function parseSetCookie(line: string): ParsedSetCookie {
  const [pair = '', ...rest] = line.split(';');
  // Without "=" the whole is the value, of a cookie that has no name.
  const [name, value] = pair.includes('=') ? splitPair(pair) : ['', trimWhitespace(pair)];
  let parsed: ParsedSetCookie = {
    line,
    name,
    value,
    attributes: [],
    maxAge: null,
    expires: null,
    domain: null,
    path: null,
    secure: false,
    httpOnly: false,
    sameSite: 'default',
    partitioned: false,
  };

  for (const text of rest) {
    const [attribute, given] = splitPair(text);
    if (attribute === '' && given === '') continue;
    const effect = effectOf(attribute, given);
    const written = { name: attribute, value: given };
    parsed = {
      ...parsed,
      ...(typeof effect === 'string' ? {} : effect),
      attributes: [...parsed.attributes, typeof effect === 'string' ? { ...written, ignored: effect } : written],
    };
  }
  return parsed;
}

type Effect = Partial<ParsedSetCookie>;

/** What each known attribute says; words instead of an effect mean that it is ignored, and why. */
const attributeRules: ReadonlyMap<string, (value: string) => Effect | string> = new Map([
  ['expires', readExpires],
  ['max-age', readMaxAge],
  ['domain', (value): Effect => ({ domain: asciiLower(value.replace(/^\./, '')) })],
  ['path', (value): Effect => ({ path: value.startsWith('/') ? value : null })],
  ['secure', (): Effect => ({ secure: true })],
  ['httponly', (): Effect => ({ httpOnly: true })],
  ['samesite', (value): Effect => ({ sameSite: sameSiteOf(value) })],
  ['partitioned', (): Effect => ({ partitioned: true })],
]);

function effectOf(name: string, value: string): Effect | string {
  if (octetLength(value) > longestAttributeValue) return 'Its value is longer than 1,024 octets.';
  const read = attributeRules.get(asciiLower(name));
  return read ? read(value) : 'Browsers know no attribute of this name.';
}

function readExpires(value: string): Effect | string {
  const expires = parseCookieDate(value);
  return expires === null ? 'It is not a date.' : { expires };
}

function readMaxAge(value: string): Effect | string {
  const maxAge = parseMaxAge(value);
  return maxAge === null ? 'It is not a number of seconds.' : { maxAge };
}

function sameSiteOf(value: string): SameSite {
  const lower = asciiLower(value);
  return lower === 'strict' || lower === 'lax' || lower === 'none' ? lower : 'default';
}

/** Name and value around the first `=`, without surrounding white space; no `=` means no value. */
function splitPair(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at === -1) return [trimWhitespace(text), ''];
  return [trimWhitespace(text.slice(0, at)), trimWhitespace(text.slice(at + 1))];
}
