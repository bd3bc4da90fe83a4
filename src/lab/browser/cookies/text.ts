/**
 * Small text facts that the cookie rules share. A Set-Cookie line is a row of octets; here, as node:http hands
 * them out, one character per octet. Source: RFC 6265bis §5.6.
 */

/** Drops leading and trailing SP and HTAB, and no other white space. Source: RFC 5234 appendix B.1 (WSP). */
export function trimWhitespace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhitespace(text.charCodeAt(start))) start += 1;
  while (end > start && isWhitespace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/**
 * Length in octets. A text in which every character fits one octet counts one each; anything else (only a script
 * can hand that in) counts as UTF-8.
 */
export function octetLength(text: string): number {
  let utf8 = 0;
  let wide = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xff) wide = true;
    utf8 += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return wide ? utf8 : text.length;
}

/** Where the first control character other than HTAB stands, or -1. Source: RFC 6265bis §5.6 step 1. */
export function controlCharacterAt(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 0x08 || (code >= 0x0a && code <= 0x1f) || code === 0x7f) return at;
  }
  return -1;
}

/** Lower case for A to Z alone: host and attribute names compare as ASCII. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** True when `text` begins with `prefix`, A to Z compared without case. */
export function startsWithIgnoringCase(text: string, prefix: string): boolean {
  return asciiLower(text.slice(0, prefix.length)) === asciiLower(prefix);
}
