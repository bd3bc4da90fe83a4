import { quote, show } from '../show';
import { failed, NO_HEADER, own, passed, skipped, type CheckRule } from './check-rule';

export const typ: CheckRule = {
  id: 'typ',
  title: 'The token is of the expected type',
  source: 'RFC 8725 §3.11',
  judge({ header, rules }) {
    if (rules.typ === undefined) return skipped('The verifier expects no particular type.');
    if (!header) return skipped(NO_HEADER);
    const expected = quote(rules.typ);
    const actual = own(header, 'typ');
    if (typeof actual === 'string' && mediaType(actual) === mediaType(rules.typ))
      return passed(expected, quote(actual));
    const found = actual === undefined ? 'The header has no "typ"' : show(actual);
    return failed(
      expected,
      found,
      `Sign with "typ": ${expected}, or send the kind of token that is meant for this place.`,
    );
  },
};

/** `application/` may be left out when nothing else has a slash, and case does not count (RFC 7515 §4.1.9). */
function mediaType(value: string): string {
  const lower = value.toLowerCase();
  return lower.includes('/') ? lower : `application/${lower}`;
}
