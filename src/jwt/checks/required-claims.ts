import { quote, showChoice } from '../show';
import { failed, NO_CLAIMS, passed, skipped, type CheckRule } from './check-rule';

export const requiredClaims: CheckRule = {
  id: 'required-claims',
  title: 'Every required claim is there',
  source: 'RFC 7519 §4',
  judge({ claims, rules }) {
    const required = rules.requireClaims ?? [];
    if (required.length === 0) return skipped('The verifier requires no claim.');
    if (!claims) return skipped(NO_CLAIMS);
    const expected = required.map(quote).join(', ');
    const missing = required.filter((name) => !Object.hasOwn(claims, name));
    if (missing.length === 0) return passed(expected, 'All are there');
    const names = missing.map(quote).join(', ');
    return failed(
      expected,
      `Missing: ${names}`,
      `Issue the token with ${missing.length === 1 ? showChoice(missing) : `all of ${names}`}.`,
    );
  },
};
