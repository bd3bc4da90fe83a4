import type { FaultValues } from '../../model';

/** A failure as somebody typed it, with the values that were given and no others. */
export interface TypedFault {
  readonly fault: string;
  readonly values: FaultValues;
}

/**
 * Reads `latency:delay=300,jitter=100`; the values may be left out. What looks like a whole number is one.
 * Whether there is such a failure and whether the values suit it is checked elsewhere.
 * @returns the failure's id and its values, or one sentence on what is wrong
 */
export function parseFault(text: string): TypedFault | { readonly error: string } {
  const colon = text.indexOf(':');
  const fault = (colon === -1 ? text : text.slice(0, colon)).trim();
  if (fault === '') return { error: `"${text}" names no failure, as "kill" or "latency:delay=300" would.` };
  if (colon === -1) return { fault, values: {} };

  const values = new Map<string, string | number>();
  for (const pair of text.slice(colon + 1).split(',')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, equals)).trim();
    if (name === '') return { error: `"${pair}" in "${text}" needs a name and a value, as in "delay=300".` };
    if (values.has(name)) return { error: `"${text}" gives "${name}" twice.` };
    const value = pair.slice(equals + 1).trim();
    values.set(name, /^-?\d{1,15}$/.test(value) ? Number(value) : value);
  }
  return { fault, values: Object.fromEntries(values) };
}
