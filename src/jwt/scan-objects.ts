import { isJsonSpace } from './header-judge';
import { MAX_DEPTH } from './json';

/**
 * Told of an object that was read to its end: where it begins and ends (UTF-16 offsets, `end` exclusive), and which of
 * the wanted names it has, bit n for the n-th.
 */
export type ObjectClosed = (start: number, end: number, members: number) => void;

/** What comes next, seen from the place where the scan stands. Numbers, as they are compared at each character. */
const VALUE = 0;
const NAME = 1;
/** From here on, what is open may also end. */
const VALUE_OR_END = 2;
const NAME_OR_END = 3;
const COMMA_OR_END = 4;

/** A frame: where it begins or that it is an array, the names that it has, how deep it goes, itself included. */
const FRAME = 3;
const MEMBERS = 1;
const HEIGHT = 2;
const ARRAY = -1;

/** Whatever is white space is no more than this. */
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const LOWER_U = 0x75;

/**
 * Walks through JSON objects (RFC 8259) in a text and tells of every object within as it closes, inner ones first,
 * without building any value and without recursion: each character is looked at once, however deep the nesting.
 */
export class ObjectScanner {
  /** Three numbers for whatever is open, see FRAME: a text may open a million objects and close none. */
  #stack = new Int32Array(64 * FRAME);
  /** Where the frame of the innermost begins; negative when nothing is open. */
  #top = -FRAME;

  /** @param wanted names that are told of, as they are written: one with an escape in it is not recognized */
  constructor(
    private readonly text: string,
    private readonly wanted: readonly string[],
    private readonly closed: ObjectClosed,
  ) {}

  /**
   * Walks through the object that begins at `from`. Where the text stops being JSON the walk ends, and what had closed
   * by then was told.
   * @returns where a search has to go on: behind the object; where it broke; or at the brace that broke it, because
   *   what looked like the end of a string was the beginning of another object
   */
  scan(from: number): number {
    const { text } = this;
    this.#top = -FRAME;
    let next = VALUE;
    let inObject = false;
    let at = from;
    for (;;) {
      let code = text.charCodeAt(at);
      if (code <= SPACE) {
        at = afterSpace(text, at);
        code = text.charCodeAt(at);
      }
      if (next === COMMA_OR_END && code === COMMA) {
        next = inObject ? NAME : VALUE;
        at++;
      } else if (next >= VALUE_OR_END && code === (inObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        at++;
        this.#close(inObject, at);
        if (this.#top < 0) return at;
        inObject = this.#stack[this.#top] !== ARRAY;
        next = COMMA_OR_END;
      } else if (next === COMMA_OR_END) {
        return at;
      } else if (next === NAME || next === NAME_OR_END) {
        const end = code === QUOTE ? afterString(text, at) : BROKEN;
        if (end < 0) return Math.max(at, -end);
        const colon = text.charCodeAt(end) === COLON ? end : afterSpace(text, end);
        if (text.charCodeAt(colon) !== COLON) return beforeObject(text, at, end, colon);
        this.#stack[this.#top + MEMBERS] = (this.#stack[this.#top + MEMBERS] ?? 0) | this.#bitOf(at + 1, end - 1);
        next = VALUE;
        at = colon + 1;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        inObject = code === OPEN_BRACE;
        this.#open(inObject ? at : ARRAY);
        next = inObject ? NAME_OR_END : VALUE_OR_END;
        at++;
      } else if (code === QUOTE) {
        const end = afterString(text, at);
        if (end < 0) return Math.max(at, -end);
        const after = text.charCodeAt(end);
        if (after !== COMMA && after !== CLOSE_BRACE && after !== CLOSE_BRACKET && !isJsonSpace(after))
          return beforeObject(text, at, end, end);
        next = COMMA_OR_END;
        at = end;
      } else {
        const end = afterNumberOrWord(text, at, code);
        if (end < 0) return at;
        next = COMMA_OR_END;
        at = end;
      }
    }
  }

  #open(start: number): void {
    this.#top += FRAME;
    if (this.#top === this.#stack.length) {
      const larger = new Int32Array(this.#top * 2);
      larger.set(this.#stack);
      this.#stack = larger;
    }
    this.#stack[this.#top] = start;
    this.#stack[this.#top + MEMBERS] = 0;
    this.#stack[this.#top + HEIGHT] = 1;
  }

  #close(isObject: boolean, end: number): void {
    const stack = this.#stack;
    const height = stack[this.#top + HEIGHT] ?? 1;
    if (isObject && height <= MAX_DEPTH) this.closed(stack[this.#top] ?? 0, end, stack[this.#top + MEMBERS] ?? 0);
    this.#top -= FRAME;
    const around = this.#top + HEIGHT;
    if (this.#top >= 0) stack[around] = Math.max(stack[around] ?? 0, height + 1);
  }

  #bitOf(from: number, to: number): number {
    const { wanted } = this;
    for (let index = 0; index < wanted.length; index++) {
      const name = wanted[index] ?? '';
      if (name.length === to - from && this.text.startsWith(name, from)) return 1 << index;
    }
    return 0;
  }
}

/** Negative and beyond any place that a text can have: `-BROKEN` is 1. */
const BROKEN = -1;

/** In `"… {"name"` the second quote does not end a string but begins a member, when the object is what is meant. */
function beforeObject(text: string, string: number, end: number, broken: number): number {
  let at = end - 2;
  while (at > string && isJsonSpace(text.charCodeAt(at))) at--;
  return at > string && text.charCodeAt(at) === OPEN_BRACE ? at : broken;
}

/** Behind the string that begins at `at`; negated, where it breaks. */
function afterString(text: string, at: number): number {
  for (at++; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      const escape = text.charCodeAt(at + 1);
      if (escape === LOWER_U) {
        for (let digit = at + 2; digit < at + 6; digit++) if (!isHex(text.charCodeAt(digit))) return -at;
        at += 5;
      } else if (escape < ESCAPES.length && ESCAPES[escape] === 1) at++;
      else return -at;
    } else if (!(code >= 0x20)) return -at;
  }
}

/** Which characters may stand behind a backslash, by their codes: asking a set takes several times as long. */
const ESCAPES = Uint8Array.from({ length: 0x80 }, (_, code) =>
  '"\\/bfnrt'.includes(String.fromCharCode(code)) ? 1 : 0,
);
const WORDS = ['true', 'false', 'null'];

function afterNumberOrWord(text: string, at: number, code: number): number {
  if (code >= 0x61) {
    const word = WORDS.find((each) => text.startsWith(each, at));
    return word === undefined ? BROKEN : at + word.length;
  }
  if (code === 0x2d) at++;
  const whole = afterDigits(text, at);
  if (whole === at || (text.charCodeAt(at) === 0x30 && whole > at + 1)) return BROKEN;
  at = whole;
  if (text.charCodeAt(at) === 0x2e) {
    const end = afterDigits(text, at + 1);
    if (end === at + 1) return BROKEN;
    at = end;
  }
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    const sign = text.charCodeAt(at + 1);
    const digits = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
    const end = afterDigits(text, digits);
    if (end === digits) return BROKEN;
    at = end;
  }
  return at;
}

function afterSpace(text: string, at: number): number {
  while (isJsonSpace(text.charCodeAt(at))) at++;
  return at;
}

function afterDigits(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code >= 0x30 && code <= 0x39)) return at;
    at++;
  }
}

function isHex(code: number): boolean {
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
