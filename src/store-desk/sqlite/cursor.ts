import { DeskProblem } from '../problem';

/** The key of the last row that was read, or null before the first. */
export type Place = string | bigint | null;

/** A place as text that can travel: "i:17" or "t:abc". */
export function writeCursor(place: Place): string | null {
  if (place === null) return null;
  return typeof place === 'bigint' ? `i:${place}` : `t:${place}`;
}

/** @throws DeskProblem for text that is no place */
export function readCursor(cursor: string | null): Place {
  if (cursor === null) return null;
  if (cursor.startsWith('t:')) return cursor.slice(2);
  if (/^i:-?\d{1,19}$/.test(cursor)) return BigInt(cursor.slice(2));
  throw DeskProblem.unusable('There is no such place in this store.');
}
