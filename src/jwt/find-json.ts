import { inspectJson } from './inspect-json';
import { isJsonObject, readJsonValue } from './json';

/** A JWS or JWE in JSON, seen in a text. */
export interface FoundSerialization {
  /** UTF-16 offsets in the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: 'jws-json' | 'jwe-json';
}

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

/** Longest serialization that is looked for. */
const LONGEST = 1_000_000;
/** How many objects around an object may have been read in vain before it: bounds the work for every character. */
const MOST_READINGS = 4;

/**
 * Finds tokens that are written as JSON objects, in JSON or in any other text. An object is read when it begins with a
 * member that such a token can begin with; every character is read a bounded number of times.
 * @returns in order of appearance, never overlapping
 */
export function findSerializations(text: string): FoundSerialization[] {
  const found: FoundSerialization[] = [];
  /** Ends of the objects around the place that were read and are no token. */
  const around: number[] = [];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    while (around.length > 0 && (around.at(-1) ?? 0) <= at) around.pop();
    if (around.length >= MOST_READINGS || !beginsLikeOne(text, at)) {
      at++;
      continue;
    }
    const read = readJsonValue(text.slice(at, at + LONGEST));
    const seen = read.value !== undefined && isJsonObject(read.value) ? inspectJson(read.value) : undefined;
    if (seen) {
      found.push({ start: at, end: at + read.end, text: text.slice(at, at + read.end), kind: seen.kind });
      at += read.end;
    } else {
      around.push(at + read.end);
      at++;
    }
  }
  return found;
}

function beginsLikeOne(text: string, brace: number): boolean {
  let at = brace + 1;
  while (at < brace + 200 && ' \n\r\t'.includes(text.charAt(at) || 'x')) at++;
  if (text.charAt(at) !== '"') return false;
  return FIRST_MEMBERS.some((name) => text.startsWith(`${name}"`, at + 1));
}
