import { quote } from './show';

/** What makes a text not base64url as JOSE uses it: RFC 4648 §5 without padding (RFC 7515 §2). */
export type Base64urlCause =
  'padding' | 'whitespace' | 'standard-alphabet' | 'non-alphabet' | 'impossible-length' | 'non-canonical-bits';

export interface Base64urlProblem {
  readonly layer: 'base64url';
  readonly cause: Base64urlCause;
  /** UTF-16 offset in the encoded text, from 0. */
  readonly offset: number;
  readonly message: string;
}

/** On a problem, `bytes` is what a forgiving reader makes of it, up to the first character that means nothing. */
export type Base64urlResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly bytes: Uint8Array; readonly problem: Base64urlProblem };

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const PLUS = 0x2b;
const SLASH = 0x2f;
const EQUALS = 0x3d;

const NONE = -1;
const SEXTETS = sextetTable();

function sextetTable(): Int8Array {
  const table = new Int8Array(128).fill(NONE);
  for (let value = 0; value < ALPHABET.length; value++) table[ALPHABET.charCodeAt(value)] = value;
  return table;
}

/** The six bits that a character stands for, or -1 where it isn't in the base64url alphabet. */
export function sextet(charCode: number): number {
  return charCode < 128 ? (SEXTETS[charCode] ?? NONE) : NONE;
}

/** True for a character that a forgiving reader takes for six bits: of the base64url alphabet or of the standard one. */
export function carriesBits(charCode: number): boolean {
  return sextet(charCode) !== NONE || charCode === PLUS || charCode === SLASH;
}

/** Encodes bytes as base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    pieces.push(ALPHABET.charAt(group >> 18), ALPHABET.charAt((group >> 12) & 63));
    if (left > 1) pieces.push(ALPHABET.charAt((group >> 6) & 63));
    if (left > 2) pieces.push(ALPHABET.charAt(group & 63));
  }
  return pieces.join('');
}

/**
 * Decodes base64url strictly: no padding, no whitespace, no `+` or `/`, and unused trailing bits must be zero,
 * so that one byte string has exactly one encoding (RFC 4648 §3.5, §5; RFC 7515 §2).
 * @returns the bytes, or the first problem beside what could still be read; never throws
 */
export function decodeBase64url(text: string): Base64urlResult {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let buffer = 0;
  let bits = 0;
  let problem: Base64urlProblem | undefined;

  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let value = sextet(code);
    if (value === NONE) {
      problem ??= wrongCharacter(text, i);
      if (code === PLUS) value = 62;
      else if (code === SLASH) value = 63;
      else if (code === EQUALS || isWhitespace(code)) continue;
      else break;
    }
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (buffer >> bits) & 0xff;
    }
  }

  problem ??= wrongEnd(text, bits, buffer);
  const read = length === bytes.length ? bytes : bytes.slice(0, length);
  return problem ? { ok: false, bytes: read, problem } : { ok: true, bytes: read };
}

/**
 * Decodes characters that are known to be in the alphabet into memory that is there already, for a search that decodes
 * much and keeps nothing. Unused bits are not looked at.
 * @returns how many bytes there are
 */
export function decodeSegment(text: string, start: number, end: number, into: Uint8Array): number {
  let length = 0;
  let at = start;
  for (; at + 3 < end; at += 4) {
    const group =
      ((SEXTETS[text.charCodeAt(at)] ?? 0) << 18) |
      ((SEXTETS[text.charCodeAt(at + 1)] ?? 0) << 12) |
      ((SEXTETS[text.charCodeAt(at + 2)] ?? 0) << 6) |
      (SEXTETS[text.charCodeAt(at + 3)] ?? 0);
    into[length++] = group >> 16;
    into[length++] = (group >> 8) & 0xff;
    into[length++] = group & 0xff;
  }
  if (at + 1 < end) {
    const group =
      ((SEXTETS[text.charCodeAt(at)] ?? 0) << 10) |
      ((SEXTETS[text.charCodeAt(at + 1)] ?? 0) << 4) |
      (at + 2 < end ? (SEXTETS[text.charCodeAt(at + 2)] ?? 0) >> 2 : 0);
    into[length++] = group >> 8;
    if (at + 2 < end) into[length++] = group & 0xff;
  }
  return length;
}

function isWhitespace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function wrongCharacter(text: string, offset: number): Base64urlProblem {
  const code = text.charCodeAt(offset);
  const character = quote(String.fromCodePoint(text.codePointAt(offset) ?? code));
  const found = (cause: Base64urlCause, message: string): Base64urlProblem => ({
    layer: 'base64url',
    cause,
    offset,
    message,
  });
  if (code === EQUALS) {
    return found('padding', `Padding ${character} at offset ${offset}; base64url in a token has none.`);
  }
  if (code === PLUS || code === SLASH) {
    const right = code === PLUS ? '"-"' : '"_"';
    return found(
      'standard-alphabet',
      `${character} at offset ${offset} is standard base64; base64url writes ${right}.`,
    );
  }
  if (isWhitespace(code)) {
    return found('whitespace', `Whitespace ${character} at offset ${offset}; a token has none.`);
  }
  return found('non-alphabet', `${character} at offset ${offset} is not in the base64url alphabet.`);
}

/** Called only when every character was in the alphabet, so `text.length` counts sextets. */
function wrongEnd(text: string, bits: number, buffer: number): Base64urlProblem | undefined {
  const offset = text.length - 1;
  if (bits === 6) {
    return {
      layer: 'base64url',
      cause: 'impossible-length',
      offset,
      message: `A length of ${text.length} is impossible: the last character, at offset ${offset}, holds only 6 bits of a byte.`,
    };
  }
  const unused = buffer & ((1 << bits) - 1);
  if (unused !== 0) {
    const canonical = ALPHABET.charAt(sextet(text.charCodeAt(offset)) - unused);
    return {
      layer: 'base64url',
      cause: 'non-canonical-bits',
      offset,
      message: `The last character, at offset ${offset}, has ${bits} unused bits that are not zero; the same bytes are written with "${canonical}".`,
    };
  }
  return undefined;
}
