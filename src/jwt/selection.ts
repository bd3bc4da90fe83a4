import { findAlgorithm } from './algorithms';
import { decodeBase64url, sextet } from './base64url';
import { findSerializations } from './find-json';
import { findTokens, opensLikeObject, segmentEnd } from './find';
import { isJsonObject, readJson } from './json';
import { decodeUtf8 } from './utf8';

export interface SelectedToken {
  /** The token without its surroundings and, when it was wrapped over lines, in one piece. */
  readonly text: string;
  /** What it covers in the selection, in UTF-16 offsets; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** True when line breaks were taken out. */
  readonly joined: boolean;
  /** False when nothing looks like a token and this is the likeliest piece: inspecting it says what is wrong. */
  readonly recognized: boolean;
}

/**
 * The token that somebody meant by a selection: the first in it, without `Bearer`, quotes, header or cookie names,
 * and joined when it is wrapped over lines. Where no token is recognized, the likeliest piece, if there is any.
 */
export function fromSelection(text: string): SelectedToken | undefined {
  const inJson = findSerializations(text)[0];
  const direct = findTokens(text)[0];
  const wrapped = unwrap(text);
  if (inJson && (!direct || inJson.start < direct.start)) {
    return { text: inJson.text, start: inJson.start, end: inJson.end, joined: false, recognized: true };
  }
  if (wrapped && (!direct || (wrapped.start === direct.start && wrapped.text.length > direct.text.length)))
    return wrapped;
  if (direct) return { text: direct.text, start: direct.start, end: direct.end, joined: false, recognized: true };
  return likeliestPiece(text);
}

/**
 * Joins a token that is wrapped over lines. Plain words under a token would join just as well, so a line
 * is taken only while the token is not complete, by its parts and by its algorithm's signature length.
 */
function unwrap(text: string): SelectedToken | undefined {
  let start = -1;
  let end = -1;
  const pieces: string[] = [];
  const progress = new Progress();

  for (let lineStart = 0; lineStart <= text.length;) {
    const lineBreak = text.indexOf('\n', lineStart);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    const [from, to] = trimLine(text, lineStart, lineEnd);
    if (start < 0) {
      start = openToken(text, from, to);
      if (start >= 0) {
        pieces.push(text.slice(start, to));
        progress.add(text.slice(start, to));
        end = to;
      }
    } else {
      const wordEnd = tokenRunEnd(text, from, to);
      const newToken = progress.dots >= 2 && opensLikeObject(text, from);
      if (wordEnd === from || newToken || progress.complete(pieces) || !onlyClosers(text, wordEnd, to)) break;
      pieces.push(text.slice(from, wordEnd));
      progress.add(text.slice(from, wordEnd));
      end = wordEnd;
      if (wordEnd < to) break;
    }
    lineStart = lineEnd + 1;
  }

  if (pieces.length < 2) return undefined;
  const token = findTokens(pieces.join(''))[0];
  return token?.start === 0 ? { text: token.text, start, end, joined: true, recognized: true } : undefined;
}

/** How far a token that is being joined has come; counted piece by piece, so that many lines stay linear. */
class Progress {
  dots = 0;
  private signatureLength = 0;
  private expected: readonly number[] | undefined;

  add(piece: string): void {
    for (let i = 0; i < piece.length; i++) {
      if (piece.charCodeAt(i) === 0x2e) this.dots++;
      else if (this.dots === 2) this.signatureLength++;
    }
  }

  complete(pieces: readonly string[]): boolean {
    if (this.dots < 2) return false;
    this.expected ??= signatureLengths(pieces.join(''));
    return this.dots === 2 && this.expected.includes(this.signatureLength);
  }
}

/** Lengths in characters that the signature of a token with this header can have, when they are few. */
function signatureLengths(token: string): readonly number[] {
  const header = readJson(decodeUtf8(decodeBase64url(token.slice(0, segmentEnd(token, 0))).bytes).text);
  const alg = header.ok && isJsonObject(header.value) ? header.value['alg'] : undefined;
  const sizes = typeof alg === 'string' ? findAlgorithm(alg)?.signatureBytes : undefined;
  return (sizes ?? []).map((bytes) => Math.ceil((bytes * 4) / 3));
}

/** Without indentation, quoting marks of mail, trailing space and a shell's continuation mark. */
function trimLine(text: string, from: number, to: number): [number, number] {
  while (from < to && ' \t>'.includes(text.charAt(from))) from++;
  while (to > from && ' \t\r\\'.includes(text.charAt(to - 1))) to--;
  return [from, to];
}

/** Where in a line a token begins that reaches the end of the line, or -1. */
function openToken(text: string, from: number, to: number): number {
  let run = to;
  while (run > from && isTokenCharacter(text.charCodeAt(run - 1))) run--;
  for (let at = run; at < to; at = segmentEnd(text, at) + 1) {
    if (opensLikeObject(text, at)) return at;
  }
  return -1;
}

function tokenRunEnd(text: string, from: number, to: number): number {
  while (from < to && isTokenCharacter(text.charCodeAt(from))) from++;
  return from;
}

function isTokenCharacter(code: number): boolean {
  return sextet(code) >= 0 || code === 0x2e || code === 0x3d;
}

function onlyClosers(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!CLOSERS.includes(text.charAt(at))) return false;
  return true;
}

const CLOSERS = '"\'`;,)}]> ';
const WRAPPERS = '"\'`<>()[]{},; ';

/** The longest word with a dot in it, or the only word there is. */
function likeliestPiece(text: string): SelectedToken | undefined {
  let best: SelectedToken | undefined;
  let words = 0;
  for (let at = 0; at < text.length;) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    let end = at;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
    words++;
    const word = bareWord(text, at, end);
    const dotted = word.text.includes('.');
    if (
      word.text !== '' &&
      (dotted || words === 1) &&
      (!best || word.text.length > best.text.length || !best.text.includes('.'))
    ) {
      best = word;
    }
    at = end;
  }
  return best && (words === 1 || best.text.includes('.')) ? best : undefined;
}

function bareWord(text: string, start: number, end: number): SelectedToken {
  while (start < end && WRAPPERS.includes(text.charAt(start))) start++;
  while (end > start && WRAPPERS.includes(text.charAt(end - 1))) end--;
  // `name=value`: an equals sign within the first part cannot be padding unless a dot or the end follows it.
  const equals = text.slice(start, end).indexOf('=');
  const value = start + equals + 1;
  if (equals > 0 && value < end && !'.='.includes(text.charAt(value))) start = value;
  return { text: text.slice(start, end), start, end, joined: false, recognized: false };
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x2028 || code === 0x2029;
}
