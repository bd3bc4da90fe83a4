import { sextet } from './base64url';
import { HeaderJudge, isJsonSpace } from './header-judge';

/** A token seen in a text, by its looks alone: nothing about it has been checked. */
export interface FoundToken {
  /** UTF-16 offsets in the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `jwe` when the header names an `enc`; otherwise `jws`. */
  readonly kind: 'jws' | 'jwe';
  /** How many dot-separated parts were taken: 3 and 5 are complete, fewer were all there was. */
  readonly parts: number;
}

/**
 * Finds every compact JWS or JWE in a text (RFC 7515 §3.1, RFC 7516 §3.1), whatever surrounds it: `Bearer `, quotes,
 * cookies, URL parameters, JSON, percent- and backslash-escapes, terminal colors. A token is recognized by its first
 * part, which must be base64url of a JOSE header: `foo.bar.baz` and a signed cookie of some framework are not tokens.
 * Damaged ones are found too, as those are what people ask about: stripped of the signature, padded, or with
 * a header that is JSON only at its beginning.
 *
 * One pass, no pattern that could backtrack: every character is looked at a bounded number of times.
 * @returns tokens in order of appearance, never overlapping
 */
export function findTokens(text: string): FoundToken[] {
  const found: FoundToken[] = [];
  const judge = new HeaderJudge();
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (sextet(code) < 0) {
      at = mayEscape(text, at, code) ? afterSeparator(text, at, code) : at + 1;
      continue;
    }
    const end = segmentEnd(text, at);
    const token =
      end - at >= SHORTEST_HEADER && opensLikeObject(text, at) ? tokenFrom(text, at, end, judge) : undefined;
    if (token) found.push(token);
    at = token ? token.end : end;
  }
  return found;
}

/**
 * The token that touches an offset, as a cursor does: both ends count.
 * Looks only at the unbroken run of characters around the offset, so it is cheap in a large document.
 */
export function tokenAt(text: string, offset: number): FoundToken | undefined {
  if (!(offset >= 0 && offset <= text.length)) return undefined;
  let from = offset;
  while (from > 0 && mayAdjoin(text.charCodeAt(from - 1))) from--;
  let to = offset;
  while (to < text.length && mayAdjoin(text.charCodeAt(to))) to++;
  const near = findTokens(text.slice(from, to)).find(
    (token) => from + token.start <= offset && offset <= from + token.end,
  );
  return near && { ...near, start: from + near.start, end: from + near.end };
}

/** True where a text begins as base64url of `{"`, `{}`, or `{` and whitespace does. */
export function opensLikeObject(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x65) return false;
  const second = sextet(text.charCodeAt(at + 1));
  const third = sextet(text.charCodeAt(at + 2));
  if (second < 0 || third < 0) return false;
  const bits = (second << 6) | third;
  if (bits >> 10 !== 0b11) return false;
  const next = (bits >> 2) & 0xff;
  return next === 0x22 || next === 0x7d || isJsonSpace(next);
}

/** Where the unbroken run of base64url characters that begins at `at` ends. */
export function segmentEnd(text: string, at: number): number {
  while (at < text.length && sextet(text.charCodeAt(at)) >= 0) at++;
  return at;
}

/** Base64url of `{"alg":0}`: nothing shorter can be a JOSE header. */
const SHORTEST_HEADER = 12;

const DOT = 0x2e;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const SMALL_M = 0x6d;
const SEMICOLON = 0x3b;

function tokenFrom(text: string, start: number, headerEnd: number, judge: HeaderJudge): FoundToken | undefined {
  let end = afterPadding(text, start, headerEnd);
  if (text.charCodeAt(end) !== DOT) return undefined;
  const header = judge.judge(text, start, headerEnd);
  if (header === 'other') return undefined;

  const wanted = header === 'jwe' ? 5 : 3;
  const payloadStart = end + 1;
  let parts = 1;
  let filled = 0;
  let lastPart = end;
  while (parts < wanted && text.charCodeAt(end) === DOT) {
    lastPart = end + 1;
    const segment = segmentEnd(text, lastPart);
    if (segment > lastPart) filled++;
    end = afterPadding(text, lastPart, segment);
    parts++;
  }
  // `header.payload...` is a token that somebody shortened with an ellipsis, not one with an empty signature.
  if (parts === 3 && end === lastPart && text.charCodeAt(end) === DOT) {
    parts = 2;
    end = lastPart - 1;
  }
  if (filled === 0) return undefined;
  const certain = header !== 'damaged' && parts >= 3;
  if (!certain && !opensLikeObject(text, payloadStart)) return undefined;
  return { start, end, text: text.slice(start, end), kind: header === 'jwe' ? 'jwe' : 'jws', parts };
}

/** Steps over `=` that pads a segment, which no token has but many a mistaken encoder writes. */
function afterPadding(text: string, start: number, end: number): number {
  let padded = end;
  while (padded < end + 2 && text.charCodeAt(padded) === EQUALS) padded++;
  if (padded === end || end === start || sextet(text.charCodeAt(padded)) >= 0) return end;
  return (padded - start) % 4 === 0 || text.charCodeAt(padded) === DOT ? padded : end;
}

/**
 * Where to look next after a character outside the alphabet. Escapes end in characters of the alphabet that
 * would otherwise be glued to the token behind them: `%22eyJ…`, `\neyJ…`, `\u0022eyJ…`, and a terminal's `[32meyJ…`.
 */
function afterSeparator(text: string, at: number, code: number): number {
  if (code === PERCENT && isHex(text, at + 1, 2)) return at + 3;
  if (code === BACKSLASH) {
    if (text.charAt(at + 1) === 'u' && isHex(text, at + 2, 4)) return at + 6;
    if (text.charAt(at + 1) === 'x' && isHex(text, at + 2, 2)) return at + 4;
    if ('bfnrtv'.includes(text.charAt(at + 1) || ' ')) return at + 2;
  }
  if (code === BRACKET) {
    let end = at + 1;
    while (end < text.length && end < at + 32 && isColorCode(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === SMALL_M) return end + 1;
  }
  return at + 1;
}

/** A quick look, so that the long one is for what is likely an escape. */
function mayEscape(text: string, at: number, code: number): boolean {
  if (code !== BRACKET) return code === PERCENT || code === BACKSLASH;
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return isColorCode(next) || next === SMALL_M;
}

/** True for what a token, or an escape glued to one, may consist of: what `tokenAt` must have before it can judge. */
function mayAdjoin(code: number): boolean {
  return (
    sextet(code) >= 0 ||
    code === DOT ||
    code === EQUALS ||
    code === PERCENT ||
    code === BACKSLASH ||
    code === BRACKET ||
    code === SEMICOLON
  );
}

function isColorCode(code: number): boolean {
  return code === SEMICOLON || isDigit(code);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHex(text: string, at: number, count: number): boolean {
  for (let k = 0; k < count; k++) {
    const code = text.charCodeAt(at + k) | 0x20;
    if (!isDigit(text.charCodeAt(at + k)) && !(code >= 0x61 && code <= 0x66)) return false;
  }
  return true;
}
