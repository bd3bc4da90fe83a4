import { decodeSegment } from './base64url';
import { MAX_DEPTH } from './json';

/**
 * What the first part of a token looks like. `damaged`: it begins like a header but is not JSON to its end.
 * `other`: it is JSON, but somebody else's.
 */
export type HeaderVerdict = 'jws' | 'jwe' | 'damaged' | 'other';

/**
 * Tells a JOSE header from other base64url, for a search through a large text. It reads the same JSON as `readJson` and
 * comes to the same verdict, but builds nothing: a text of millions of things that are nearly headers stays cheap.
 * One judge for one search: it holds the memory that it decodes into.
 */
export class HeaderJudge {
  private bytes = new Uint8Array(1024);
  private end = 0;
  private at = 0;
  private named: 'nothing' | 'jws' | 'jwe' = 'nothing';
  /** For every open bracket whether it is a brace. */
  private readonly braces = new Uint8Array(MAX_DEPTH + 1);
  /** Room for the longest name that is looked for. */
  private readonly plain = new Uint8Array(8);
  private last: { readonly segment: string; readonly verdict: HeaderVerdict } | undefined;

  /** Judges `text` from `start` to `end`, which must be base64url characters only. */
  judge(text: string, start: number, end: number): HeaderVerdict {
    // Tokens of one issuer share their header, so in a log the next one is usually the last one again.
    if (this.last?.segment.length === end - start && text.slice(start, end) === this.last.segment)
      return this.last.verdict;
    if (this.bytes.length < end - start) this.bytes = new Uint8Array(end - start);
    this.end = decodeSegment(text, start, end, this.bytes);
    const verdict = this.verdict();
    if (verdict === 'jws' || verdict === 'jwe') this.last = { segment: text.slice(start, end), verdict };
    return verdict;
  }

  private verdict(): HeaderVerdict {
    this.named = 'nothing';
    this.at = 1;
    this.space();
    if (this.bytes[this.at] !== QUOTE) return 'other';
    this.at = 0;
    if (this.document()) return this.named === 'nothing' ? 'other' : this.named;
    return this.hasColon() ? 'damaged' : 'other';
  }

  private hasColon(): boolean {
    // A call is dear for the many short ones, and a loop for a long one.
    if (this.end > 256) return this.bytes.subarray(0, this.end).includes(COLON);
    for (let at = 0; at < this.end; at++) if (this.bytes[at] === COLON) return true;
    return false;
  }

  /** Walks one JSON value to its end with a stack of its own; true when nothing but space follows it. */
  private document(): boolean {
    const { bytes, braces } = this;
    let depth = 0;
    for (;;) {
      // A value begins here.
      this.space();
      const first = this.at < this.end ? (bytes[this.at] ?? 0) : 0;
      if (first === OPEN_BRACE || first === OPEN_BRACKET) {
        if (++depth > MAX_DEPTH) return false;
        braces[depth] = first === OPEN_BRACE ? 1 : 0;
        this.at++;
        this.space();
        if (this.take(first === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET)) depth--;
        else if (first === OPEN_BRACKET) continue;
        else if (!this.name(depth)) return false;
        else continue;
      } else if (!this.scalar(first)) return false;

      // A value has ended here.
      for (;;) {
        this.space();
        if (depth === 0) return this.at === this.end;
        if (this.take(COMMA)) {
          this.space();
          if (braces[depth] === 0) break;
          if (!this.name(depth)) return false;
          break;
        }
        if (!this.take(braces[depth] === 1 ? CLOSE_BRACE : CLOSE_BRACKET)) return false;
        depth--;
      }
    }
  }

  /** A member name and its colon. */
  private name(depth: number): boolean {
    const start = this.at + 1;
    if (this.at >= this.end || this.bytes[this.at] !== QUOTE) return false;
    const escaped = this.string();
    if (escaped === undefined) return false;
    if (depth === 1 && this.named !== 'jwe') this.note(start, this.at - 1, escaped);
    this.space();
    return this.take(COLON);
  }

  private note(start: number, end: number, escaped: boolean): void {
    const found = escaped ? this.escapedName(start, end) : knownName(this.bytes, start, end);
    if (found !== undefined) this.named = found;
  }

  /** The same for a name with escapes in it, which says the same and hides it from a search for the word. */
  private escapedName(start: number, end: number): 'jws' | 'jwe' | undefined {
    const { bytes, plain } = this;
    let length = 0;
    for (let at = start; at < end; length++) {
      if (length === plain.length) return undefined;
      if (bytes[at] !== BACKSLASH) plain[length] = bytes[at++] ?? 0;
      else if (bytes[at + 1] === 0x75) {
        const code = hexValue(bytes, at + 2);
        if (code > 0x7f) return undefined;
        plain[length] = code;
        at += 6;
      } else {
        // No name has in it what the short escapes stand for.
        return undefined;
      }
    }
    return knownName(plain, 0, length);
  }

  private scalar(first: number): boolean {
    switch (first) {
      case QUOTE:
        return this.string() !== undefined;
      case 0x74:
        return this.word('true');
      case 0x66:
        return this.word('false');
      case 0x6e:
        return this.word('null');
      default:
        return this.number();
    }
  }

  /** Passes over a string; tells whether anything in it was escaped, or undefined where it is none. */
  private string(): boolean | undefined {
    const { bytes, end } = this;
    let at = this.at + 1;
    let escaped = false;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.at = at + 1;
        return escaped;
      }
      if (byte < 0x20) return undefined;
      if (byte === BACKSLASH) {
        escaped = true;
        const letter = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
        if (letter === 0x75) {
          if (at + 6 > end || !isHex(bytes, at + 2)) return undefined;
          at += 6;
        } else if (isSimpleEscape(letter)) at += 2;
        else return undefined;
      } else at++;
    }
    return undefined;
  }

  private number(): boolean {
    this.take(MINUS);
    if (!this.take(ZERO) && !this.digits()) return false;
    if (this.take(0x2e) && !this.digits()) return false;
    if (this.take(0x65) || this.take(0x45)) {
      if (!this.take(0x2b)) this.take(MINUS);
      return this.digits();
    }
    return true;
  }

  private digits(): boolean {
    const from = this.at;
    while (this.at < this.end && isDigit(this.bytes[this.at] ?? 0)) this.at++;
    return this.at > from;
  }

  private word(word: string): boolean {
    for (let k = 0; k < word.length; k++) {
      if (this.at + k >= this.end || this.bytes[this.at + k] !== word.charCodeAt(k)) return false;
    }
    this.at += word.length;
    return true;
  }

  private take(byte: number): boolean {
    if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (this.at < this.end && isJsonSpace(this.bytes[this.at] ?? 0)) this.at++;
  }
}

/** True for space, tab, line feed and carriage return. */
export function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** RFC 7515 §4.1 and RFC 7516 §4.1: an object with none of these is somebody else's signed data. */
const HEADER_NAMES = ['alg', 'typ', 'kid', 'cty', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'zip', 'b64'] as const;
const CRIT = 'crit';
const THUMBPRINT = 'x5t#S256';

/** Three letters as one number: comparing numbers needs no strings, of which a search would make millions. */
function packed(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2);
}

const ENC = packed('enc');
const SHORT_NAMES: ReadonlySet<number> = new Set(HEADER_NAMES.map(packed));

function knownName(bytes: Uint8Array, start: number, end: number): 'jws' | 'jwe' | undefined {
  switch (end - start) {
    case 3: {
      const name = ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0);
      if (name === ENC) return 'jwe';
      return SHORT_NAMES.has(name) ? 'jws' : undefined;
    }
    case CRIT.length:
      return spells(bytes, start, CRIT) ? 'jws' : undefined;
    case THUMBPRINT.length:
      return spells(bytes, start, THUMBPRINT) ? 'jws' : undefined;
    default:
      return undefined;
  }
}

function spells(bytes: Uint8Array, start: number, name: string): boolean {
  for (let k = 0; k < name.length; k++) if (bytes[start + k] !== name.charCodeAt(k)) return false;
  return true;
}

/** Value of four hexadecimal digits. */
function hexValue(bytes: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + 4; at++) {
    const byte = bytes[at] ?? 0;
    value = (value << 4) | (isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57);
  }
  return value;
}

/** `"`, `\`, `/`, b, f, n, r, t. */
function isSimpleEscape(letter: number): boolean {
  switch (letter) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHex(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < from + 4; at++) {
    const byte = bytes[at] ?? 0;
    const lower = byte | 0x20;
    if (!isDigit(byte) && !(lower >= 0x61 && lower <= 0x66)) return false;
  }
  return true;
}
