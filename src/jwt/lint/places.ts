import type { JsonPart } from '../inspect';
import { locate } from '../json-locate';
import { tokenRange } from '../part-offset';
import type { FindingPosition, LintInput } from './finding';

/** The token as a whole. */
export function wholeToken({ token }: LintInput): FindingPosition {
  return { place: 'token', offset: 0, length: token.length };
}

/** Not in the token: what the verifier is told to do. */
export const VERIFIER: FindingPosition = { place: 'verifier', offset: 0, length: 0 };

/** The whole of header or payload. */
export function wholePart(place: 'header' | 'payload', part: JsonPart): FindingPosition {
  return { place, offset: part.start, length: part.raw.length };
}

/** A member of the header, name and value; the whole header where it cannot be found. */
export function inHeader(input: LintInput, name: string): FindingPosition {
  return member('header', input.headerPart, `/${escapeStep(name)}`);
}

/** A member of the claims, by name. */
export function inPayload(input: LintInput, name: string): FindingPosition {
  return pointedAt(input, `/${escapeStep(name)}`);
}

/** A value in the claims, by JSON Pointer. */
export function pointedAt(input: LintInput, pointer: string): FindingPosition {
  return input.payloadPart ? member('payload', input.payloadPart, pointer) : wholeToken(input);
}

export function escapeStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** In a part longer than this a place is not looked for: a token of megabytes may have a thousand of them. */
const LONGEST_SEARCHED = 200_000;

/** A piece of a part's text in the token; the whole part where it is too long to look. */
export function inPart(place: 'header' | 'payload', part: JsonPart, offset: number, length: number): FindingPosition {
  if (part.raw.length > LONGEST_SEARCHED) return wholePart(place, part);
  return { place, ...tokenRange(part, offset, length) };
}

function member(place: 'header' | 'payload', part: JsonPart, pointer: string): FindingPosition {
  const found = part.raw.length > LONGEST_SEARCHED ? undefined : locate(part.text, pointer);
  if (!found) return { ...wholePart(place, part), pointer };
  const from = found.nameOffset ?? found.offset;
  return { ...inPart(place, part, from, found.offset + found.length - from), pointer };
}
