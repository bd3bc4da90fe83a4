import { carriesBits } from './base64url';
import { utf8Length } from './utf8';

/** Offset of the character that holds the first bits of a byte, past whatever a forgiving reader passes over. */
export function characterOfByte(raw: string, byte: number): number {
  let sextetsBefore = Math.floor((byte * 8) / 6);
  for (let at = 0; at < raw.length; at++) {
    if (!carriesBits(raw.charCodeAt(at))) continue;
    if (sextetsBefore === 0) return at;
    sextetsBefore--;
  }
  return raw.length;
}

/** What `tokenRange` needs of a part of a token. */
interface PlacedText {
  readonly raw: string;
  readonly start: number;
  readonly text: string;
}

/**
 * Where a piece of a part's JSON text stands in the token: the characters that hold any bit of it.
 * Exact for well-formed UTF-8, near for anything else.
 */
export function tokenRange(part: PlacedText, offset: number, length: number): { offset: number; length: number } {
  // An unencoded payload (RFC 7797) stands in the token as it is.
  if (part.text === part.raw) return { offset: part.start + offset, length };
  const from = characterOfByte(part.raw, utf8Length(part.text, offset));
  const bytesEnd = utf8Length(part.text, offset + length);
  const last = bytesEnd === 0 ? from : characterOfByte(part.raw, bytesEnd - 1);
  // The last byte reaches into the next character, if there is one.
  return { offset: part.start + from, length: Math.max(1, Math.min(last + 2, part.raw.length) - from) };
}
