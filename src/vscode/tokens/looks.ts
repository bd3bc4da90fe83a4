/** Base64url of the ways in which a JSON object with a member begins: `{"`, or `{` and whitespace. */
const BEGINNINGS = ['eyJ', 'eyA', 'ewo', 'ew0', 'ewk'];

/**
 * True for text that could hold a token. Cheap, and small enough for activation: the reader itself is loaded only
 * when this says so.
 */
export function mayHoldToken(text: string): boolean {
  return BEGINNINGS.some((each) => text.includes(each));
}

/** Members of tokens in JSON that no other JSON has beside each other. */
const MEMBERS = ['"payload"', '"protected"', '"signature', '"ciphertext"', '"recipients"', '"encrypted_key"'];

/** True for a line that could belong to a token in JSON. */
export function mayBeInSerialization(line: string): boolean {
  return MEMBERS.some((each) => line.includes(each));
}

/** Lines longer than this are read only this far around the place in question, in UTF-16 units. */
export const WINDOW = 100_000;

/** The part of a line around a character, and where it begins. */
export function windowAround(line: string, character: number): { readonly text: string; readonly start: number } {
  if (line.length <= WINDOW) return { text: line, start: 0 };
  const start = Math.max(0, character - WINDOW / 2);
  return { text: line.slice(start, start + WINDOW), start };
}
