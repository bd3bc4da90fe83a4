/** What happens to a JSON number when it is read as an IEEE 754 double, as nearly every verifier does (RFC 8259 §6). */
export type NumberLoss = 'out-of-range' | 'rounded' | 'unsafe-integer';

/**
 * Compares a JSON number literal with the double it is read as.
 * - `out-of-range`: infinite, or zero though the literal isn't
 * - `rounded`: the double prints as another number
 * - `unsafe-integer`: prints the same, but lies beyond ±(2^53 − 1), where neighbors become indistinguishable
 * @param literal must be a valid JSON number
 */
export function numberLoss(literal: string): NumberLoss | undefined {
  const value = Number(literal);
  if (!Number.isFinite(value)) return 'out-of-range';
  const written = decimal(literal);
  if (value === 0) return written.digits === '' ? undefined : 'out-of-range';
  const read = decimal(String(value));
  if (read.digits !== written.digits || read.exponent !== written.exponent) return 'rounded';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? 'unsafe-integer' : undefined;
}

/** |value| = digits × 10^exponent, with no zero at either end of the digits; loops, as patterns for this backtrack. */
function decimal(literal: string): { digits: string; exponent: number } {
  const unsigned = literal.startsWith('-') ? literal.slice(1) : literal;
  const split = unsigned.search(/e/i);
  const mantissa = split < 0 ? unsigned : unsigned.slice(0, split);
  const point = mantissa.indexOf('.');
  const all = point < 0 ? mantissa : mantissa.slice(0, point) + mantissa.slice(point + 1);

  let start = 0;
  let end = all.length;
  while (start < end && all.charCodeAt(start) === 0x30) start++;
  while (end > start && all.charCodeAt(end - 1) === 0x30) end--;

  const fraction = point < 0 ? 0 : mantissa.length - point - 1;
  const exponent = (split < 0 ? 0 : Number(unsigned.slice(split + 1))) - fraction + (all.length - end);
  return { digits: all.slice(start, end), exponent };
}
