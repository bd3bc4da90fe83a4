import { isJsonSpace } from './header-judge';
import { ObjectScanner } from './scan-objects';

/** A JWS or JWE in JSON, seen in a text. */
export interface FoundSerialization {
  /** UTF-16 offsets in the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: 'jws-json' | 'jwe-json';
}

const SMALL_A = 0x61;

/** Members that a serialization can begin with (RFC 7515 §7.2, RFC 7516 §7.2). */
const FIRST_MEMBERS = [
  'payload',
  'protected',
  'header',
  'signature',
  'signatures',
  'unprotected',
  'recipients',
  'encrypted_key',
  'iv',
  'ciphertext',
  'tag',
  'aad',
];

/** The same with the quote that ends them, by their first letter. */
const BY_LETTER: readonly (readonly string[])[] = Array.from({ length: 26 }, (_, index) =>
  FIRST_MEMBERS.filter((name) => name.charCodeAt(0) === SMALL_A + index).map((name) => `${name}"`),
);

/** Members that make an object one of them. */
const TELLING = ['ciphertext', 'payload', 'signature', 'signatures'];

const OPEN_BRACE = 0x7b;
const QUOTE = 0x22;

/** How much white space may stand before the first member. */
const MOST_SPACE = 200;
/** Longest serialization that is looked for. */
const LONGEST = 1_000_000;

/**
 * Finds tokens that are written as JSON objects, in JSON or in any other text. Only objects that begin with a member
 * that such a token can begin with are meant. The outermost of several counts.
 *
 * One pass: objects within objects are found while the outer one is read, and where that breaks off, the search goes
 * on there. No character is looked at more than a few times.
 * @returns in order of appearance, never overlapping
 */
export function findSerializations(text: string): FoundSerialization[] {
  const found: FoundSerialization[] = [];
  const take = (start: number, end: number, members: number): void => {
    const kind = kindOf(members);
    if (!kind || end - start > LONGEST || !beginsLikeOne(text, start)) return;
    while ((found.at(-1)?.start ?? -1) > start) found.pop();
    found.push({ start, end, text: text.slice(start, end), kind });
  };
  const scanner = new ObjectScanner(text, TELLING, take);
  let at = nextOpening(text, 0);
  while (at >= 0) at = nextOpening(text, beginsLikeOne(text, at) ? scanner.scan(at) : at + 1);
  return found;
}

/** The next brace that a member may stand behind. */
function nextOpening(text: string, at: number): number {
  let code = text.charCodeAt(at);
  for (;;) {
    // A text of nothing but braces is no reason to start a search at each.
    if (code !== OPEN_BRACE) at = text.indexOf('{', at);
    if (at < 0) return at;
    at++;
    code = text.charCodeAt(at);
    if (code === QUOTE || isJsonSpace(code)) return at - 1;
  }
}

/** As `inspectJson` tells them apart. */
function kindOf(members: number): FoundSerialization['kind'] | undefined {
  if ((members & 0b0001) !== 0) return 'jwe-json';
  return (members & 0b0010) !== 0 && (members & 0b1100) !== 0 ? 'jws-json' : undefined;
}

function beginsLikeOne(text: string, brace: number): boolean {
  let at = brace + 1;
  while (at < brace + MOST_SPACE && isJsonSpace(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== QUOTE) return false;
  const names = BY_LETTER[text.charCodeAt(at + 1) - SMALL_A];
  if (names === undefined) return false;
  for (let index = 0; index < names.length; index++) if (standsAt(text, names[index] ?? '', at + 1)) return true;
  return false;
}

/** As `startsWith` says, which takes longer for a few letters. */
function standsAt(text: string, name: string, at: number): boolean {
  for (let index = 0; index < name.length; index++) {
    if (text.charCodeAt(at + index) !== name.charCodeAt(index)) return false;
  }
  return true;
}
