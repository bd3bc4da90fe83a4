import { numberLoss, type NumberLoss } from './number-loss';
import { quote } from './show';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Why a text is not JSON (RFC 8259). `too-deep` is a limit of this reader, which RFC 8259 §9 allows. */
export type JsonCause =
  | 'empty'
  | 'byte-order-mark'
  | 'unexpected-character'
  | 'unexpected-end'
  | 'trailing-comma'
  | 'trailing-content'
  | 'control-character'
  | 'bad-escape'
  | 'bad-number'
  | 'too-deep';

export interface JsonProblem {
  readonly layer: 'json';
  readonly cause: JsonCause;
  /** UTF-16 offset in the JSON text, from 0. */
  readonly offset: number;
  readonly message: string;
}

/** Something valid that readers disagree about. */
export interface JsonNote {
  readonly cause: 'duplicate-member' | 'lone-surrogate' | NumberLoss;
  /** Where the member name, string or number begins: UTF-16 offset in the JSON text. */
  readonly offset: number;
  /** Its length in the text, in UTF-16 units. */
  readonly length: number;
  /** JSON Pointer (RFC 6901) of the value it concerns. */
  readonly pointer: string;
  readonly message: string;
}

export type JsonResult =
  | { readonly ok: true; readonly value: JsonValue; readonly notes: readonly JsonNote[] }
  | { readonly ok: false; readonly problem: JsonProblem; readonly notes: readonly JsonNote[] };

/** Deepest nesting that is read. */
export const MAX_DEPTH = 500;
/** Notes beyond this many are not kept: one input must not fill the memory with remarks about it. */
export const MAX_NOTES = 100;

/**
 * Reads JSON exactly as `JSON.parse` does (the last of duplicate members wins), and besides notices what
 * `JSON.parse` passes over in silence: duplicate members, numbers a double can't hold, lone surrogates.
 * @returns the value with notes, or the exact first problem; never throws
 */
export function readJson(text: string): JsonResult {
  return new Reader(text).document();
}

/** True for `{…}`: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value was not readable; `problem` says why. A symbol, since `undefined` and every JSON value are taken. */
const FAILED = Symbol('failed');
type Failed = typeof FAILED;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** In a `u` pattern a paired surrogate is one character, so that only a lone one is left to match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

class Reader {
  private at = 0;
  private depth = 0;
  private problem: JsonProblem | undefined;
  private readonly notes: JsonNote[] = [];
  private readonly path: (string | number)[] = [];

  constructor(private readonly text: string) {}

  document(): JsonResult {
    if (this.text.charCodeAt(0) === 0xfeff) {
      this.fail('byte-order-mark', 0, 'The text begins with a byte order mark, which JSON must not.');
    } else {
      const value = this.value();
      this.space();
      if (value !== FAILED && this.at < this.text.length) {
        this.fail('trailing-content', this.at, `${this.found()} follows the end of the JSON value.`);
      }
      if (value !== FAILED && !this.problem) return { ok: true, value, notes: this.notes };
    }
    const problem = this.problem ?? { layer: 'json', cause: 'empty', offset: 0, message: 'The text is empty.' };
    return { ok: false, problem, notes: this.notes };
  }

  private value(): JsonValue | Failed {
    this.space();
    switch (this.text.charCodeAt(this.at)) {
      case OPEN_BRACE:
        return this.nested(() => this.object());
      case OPEN_BRACKET:
        return this.nested(() => this.array());
      case QUOTE:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private nested(read: () => JsonValue | Failed): JsonValue | Failed {
    if (this.depth === MAX_DEPTH) {
      return this.fail('too-deep', this.at, `Nested deeper than ${MAX_DEPTH} levels at offset ${this.at}.`);
    }
    this.depth++;
    const value = read();
    this.depth--;
    return value;
  }

  private object(): JsonValue | Failed {
    const members: Record<string, JsonValue> = {};
    this.at++;
    this.space();
    if (this.skip(CLOSE_BRACE)) return members;
    for (;;) {
      const start = this.at;
      if (this.text.charCodeAt(start) !== QUOTE) {
        return this.unexpected(`a member name in double quotes`);
      }
      const name = this.string();
      if (name === FAILED) return FAILED;
      const end = this.at;
      this.path.push(name);
      if (Object.hasOwn(members, name)) {
        this.note(
          'duplicate-member',
          start,
          end,
          `Member ${quote(name)} occurs again; most readers keep the last one, some the first.`,
        );
      }
      this.space();
      if (!this.skip(0x3a)) return this.unexpected('":" after the member name');
      const value = this.value();
      if (value === FAILED) return FAILED;
      this.path.pop();
      setOwn(members, name, value);
      this.space();
      if (this.skip(CLOSE_BRACE)) return members;
      const comma = this.at;
      if (!this.skip(COMMA)) return this.unexpected('"," or "}"');
      this.space();
      if (this.text.charCodeAt(this.at) === CLOSE_BRACE) return this.trailingComma(comma);
    }
  }

  private array(): JsonValue | Failed {
    const items: JsonValue[] = [];
    this.at++;
    this.space();
    if (this.skip(CLOSE_BRACKET)) return items;
    for (;;) {
      this.path.push(items.length);
      const value = this.value();
      if (value === FAILED) return FAILED;
      this.path.pop();
      items.push(value);
      this.space();
      if (this.skip(CLOSE_BRACKET)) return items;
      const comma = this.at;
      if (!this.skip(COMMA)) return this.unexpected('"," or "]"');
      this.space();
      if (this.text.charCodeAt(this.at) === CLOSE_BRACKET) return this.trailingComma(comma);
    }
  }

  private string(): string | Failed {
    const { text } = this;
    const start = this.at++;
    const pieces: string[] = [];
    let from = this.at;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        pieces.push(text.slice(from, this.at));
        const character = this.escape();
        if (character === FAILED) return FAILED;
        pieces.push(character);
        from = this.at;
      } else if (this.at >= text.length) {
        return this.fail('unexpected-end', text.length, `The string that begins at offset ${start} never ends.`);
      } else if (code < 0x20) {
        return this.fail(
          'control-character',
          this.at,
          `Control character ${quote(text.charAt(this.at))} at offset ${this.at}; inside a string it must be escaped.`,
        );
      } else {
        this.at++;
      }
    }
    pieces.push(text.slice(from, this.at++));
    const value = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
    if (LONE_SURROGATE.test(value)) {
      this.note(
        'lone-surrogate',
        start,
        this.at,
        'Half of a surrogate pair stands alone; readers differ in what they make of it.',
      );
    }
    return value;
  }

  private escape(): string | Failed {
    const start = this.at;
    const letter = this.text.charAt(start + 1);
    const simple = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    if (letter === '') return this.fail('unexpected-end', this.text.length, 'The text ends within an escape.');
    const digits = this.text.slice(start + 2, start + 6);
    if (letter !== 'u' || !/^[0-9A-Fa-f]{4}$/.test(digits)) {
      const shown = quote(this.text.slice(start, start + (letter === 'u' ? 6 : 2)));
      return this.fail('bad-escape', start, `${shown} at offset ${start} is not an escape that JSON knows.`);
    }
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): number | Failed {
    const { text } = this;
    const start = this.at;
    let at = start;
    if (text.charAt(at) === '-') at++;
    const digits = (): boolean => {
      const from = at;
      while (isDigit(text.charCodeAt(at))) at++;
      return at > from;
    };
    const bad = (why: string): Failed => this.fail('bad-number', at, `${why} at offset ${at}.`);

    if (!isDigit(text.charCodeAt(at))) {
      return at > start && at < text.length ? bad('A digit must follow "-"') : this.unexpectedAt(at, 'a value');
    }
    const leadingZero = text.charAt(at) === '0';
    if (leadingZero) at++;
    else digits();
    if (leadingZero && isDigit(text.charCodeAt(at))) return bad('A number must not begin with "0"');
    if (text.charAt(at) === '.') {
      at++;
      if (!digits()) return bad('A digit must follow "."');
    }
    if (text.charAt(at) === 'e' || text.charAt(at) === 'E') {
      at++;
      if (text.charAt(at) === '+' || text.charAt(at) === '-') at++;
      if (!digits()) return bad('A digit must stand in the exponent');
    }
    this.at = at;
    const literal = text.slice(start, at);
    // Up to 15 digits always survive, and nearly every number in a token is that short.
    const loss = literal.length <= 15 && !/e/i.test(literal) ? undefined : numberLoss(literal);
    if (loss) this.note(loss, start, at, lossMessage(loss, literal));
    return Number(literal);
  }

  private word<T extends JsonValue>(word: string, value: T): T | Failed {
    for (let k = 0; k < word.length; k++) {
      if (this.text.charCodeAt(this.at + k) !== word.charCodeAt(k)) return this.unexpectedAt(this.at + k, `"${word}"`);
    }
    this.at += word.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private skip(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  private found(at = this.at): string {
    return `${quote(String.fromCodePoint(this.text.codePointAt(at) ?? 0))} at offset ${at}`;
  }

  private unexpected(expected: string): Failed {
    return this.unexpectedAt(this.at, expected);
  }

  private unexpectedAt(at: number, expected: string): Failed {
    if (at < this.text.length)
      return this.fail('unexpected-character', at, `Expected ${expected}, found ${this.found(at)}.`);
    if (at === 0) return this.fail('empty', 0, 'The text is empty.');
    return this.fail('unexpected-end', at, `Expected ${expected}, but the text ends at offset ${at}.`);
  }

  private trailingComma(offset: number): Failed {
    return this.fail('trailing-comma', offset, `The comma at offset ${offset} is followed by no value.`);
  }

  private fail(cause: JsonCause, offset: number, message: string): Failed {
    this.problem ??= { layer: 'json', cause, offset, message };
    return FAILED;
  }

  private note(cause: JsonNote['cause'], offset: number, end: number, message: string): void {
    if (this.notes.length === MAX_NOTES) return;
    const pointer = this.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.notes.push({ cause, offset, length: end - offset, pointer, message });
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Plain assignment to `__proto__` would set the prototype instead of a member. */
function setOwn(target: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[name] = value;
  }
}

function lossMessage(loss: NumberLoss, literal: string): string {
  const written = literal.length > 40 ? `${literal.slice(0, 39)}…` : literal;
  switch (loss) {
    case 'out-of-range':
      return `${written} does not fit a double and is read as ${Number(literal)}.`;
    case 'rounded':
      return `${written} is read as ${Number(literal)}: a double cannot hold all its digits.`;
    case 'unsafe-integer':
      return `${written} lies beyond ±(2^53 − 1), where a double cannot tell neighboring integers apart.`;
  }
}
