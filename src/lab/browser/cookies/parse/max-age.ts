/**
 * Reads Max-Age: seconds, or null when it is not a plain integer and the attribute is to be ignored. Numbers
 * beyond what can be counted become the largest that can; the age limit cuts them down anyway.
 *
 * A lone `-` is ignored. The text of RFC 6265bis §5.6.2 would let it through to "converted to an integer", which
 * has no meaning; the draft that follows it and Chromium both ignore it.
 */
export function parseMaxAge(text: string): number | null {
  if (!/^-?\d+$/.test(text)) return null;
  const seconds = Number(text);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, seconds));
}
