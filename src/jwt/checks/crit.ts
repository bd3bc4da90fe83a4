import type { JsonObject, JsonValue } from '../json';
import { quote, show } from '../show';
import { failed, NO_HEADER, own, passed, skipped, type CheckRule, type Verdict } from './check-rule';

/**
 * `crit` names extensions that a verifier must understand or else reject the token. The only one understood here is
 * `b64`, and only as true, since a JWT's payload is always encoded (RFC 7797 §7).
 */
export const crit: CheckRule = {
  id: 'crit',
  title: 'Every extension that the header calls critical is understood',
  source: 'RFC 7515 §4.1.11',
  judge({ header, unprotected }) {
    if (!header) return skipped(NO_HEADER);
    if (unprotected && Object.hasOwn(unprotected, 'crit')) {
      return failed(
        '"crit" only where the signature covers it',
        'An unprotected "crit"',
        'Move "crit" into the protected header.',
      );
    }
    const names = own(header, 'crit');
    const expected = 'No critical extension, or only understood ones';
    if (names === undefined) return passed(expected, 'The header has no "crit"');
    if (!isListOfNames(names)) {
      return failed(
        'A list of at least one name',
        `"crit" is ${show(names)}`,
        'Leave "crit" out, or list names in it.',
      );
    }
    const problem = firstProblem(header, names, expected);
    return problem ?? passed(expected, show(names));
  },
};

function isListOfNames(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name !== '');
}

function firstProblem(header: JsonObject, names: readonly string[], expected: string): Verdict | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return failed(expected, `"crit" lists ${quote(name)} twice`, 'List each name once.');
    seen.add(name);
    if (!Object.hasOwn(header, name)) {
      return failed(
        expected,
        `"crit" lists ${quote(name)}, which the header does not have`,
        `Add ${quote(name)} to the header, or take it out of "crit".`,
      );
    }
    if (name !== 'b64') {
      return failed(
        expected,
        `${quote(name)} is critical and not understood`,
        `Use a verifier that understands ${quote(name)}, or sign without it.`,
      );
    }
    if (own(header, name) !== true) {
      const actual = `"b64" is ${show(own(header, name))}: the payload would not be encoded`;
      return failed(expected, actual, 'Sign with an encoded payload; a JWT must have one.', 'RFC 7797 §7');
    }
  }
  return undefined;
}
