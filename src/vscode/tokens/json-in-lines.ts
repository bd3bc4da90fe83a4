import { findSerializations, type FoundSerialization } from '../../jwt';
import { mayBeInSerialization, WINDOW } from './looks';

/** What is needed of a document, so that it can be anything that has lines. */
export interface LinesOfText {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** Line and character from 0, as in `vscode.Position`. */
export interface LinePlace {
  readonly line: number;
  readonly character: number;
}

export interface SerializationInLines {
  readonly token: FoundSerialization;
  /** Where a character of the token stands. */
  readonly placeOf: (offset: number) => LinePlace;
}

/** How far a token in JSON may reach beyond a place, or beyond the lines in sight, to be seen: in lines. */
export const REACH_LINES = 1_000;
/** And in UTF-16 units. */
export const REACH = 200_000;

/**
 * The tokens in JSON that touch some lines, in the order of the text; of very long lines only the beginning is read.
 * Whatever is found here is found from its first character as well, which is where commands are sent.
 */
export function serializationsInLines(document: LinesOfText, from: number, to: number): SerializationInLines[] {
  const first = Math.max(0, from);
  const last = Math.min(to, document.lineCount - 1);
  const within = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => lineOf(document, first + index));
  if (!within.some(mayBeInSerialization)) return [];
  const before = reach(document, first - 1, -1).reverse();
  const lines = [...before, ...within, ...reach(document, last + 1, 1)];
  const placeIn = placing(lines, first - before.length);
  return findSerializations(lines.join('\n')).flatMap((token) => {
    const begin = placeIn(token.start);
    const end = placeIn(token.end);
    const isNear = token.end - token.start <= REACH && end.line - begin.line <= REACH_LINES;
    if (!isNear || end.line < first || begin.line > last) return [];
    return [{ token, placeOf: (offset: number) => placeIn(token.start + offset) }];
  });
}

/** Lines from one on, up or down, as far as a token may reach. */
function reach(document: LinesOfText, from: number, by: 1 | -1): string[] {
  const lines: string[] = [];
  let length = 0;
  for (let line = from; line >= 0 && line < document.lineCount; line += by) {
    if (lines.length === REACH_LINES || length >= REACH) break;
    const text = lineOf(document, line);
    lines.push(text);
    length += text.length + 1;
  }
  return lines;
}

function lineOf(document: LinesOfText, line: number): string {
  return document.lineAt(line).text.slice(0, WINDOW);
}

/** Finds the place of an offset in lines that were joined with one character between them. */
function placing(lines: readonly string[], first: number): (offset: number) => LinePlace {
  let next = 0;
  const starts = lines.map(({ length }) => {
    const start = next;
    next += length + 1;
    return start;
  });
  return (offset) => {
    let low = 0;
    for (let high = starts.length - 1; low < high;) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: first + low, character: offset - (starts[low] ?? 0) };
  };
}
