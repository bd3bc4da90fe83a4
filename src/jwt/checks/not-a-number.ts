import { quote, show } from '../show';
import type { JsonValue } from '../json';
import { failed, type Verdict } from './check-rule';

/** A time claim that is there must be a number of seconds (RFC 7519 §2, NumericDate). */
export function notANumber(claim: string, value: JsonValue): Verdict {
  const numeric = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  const fix = numeric ? `Write ${quote(claim)} without quotes.` : `Write ${quote(claim)} as seconds since 1970.`;
  return failed('A number of seconds since 1970', show(value), fix, 'RFC 7519 §2');
}
