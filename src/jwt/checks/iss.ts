import { asList } from '../rules';
import { show, showChoice } from '../show';
import { failed, NO_CLAIMS, own, passed, skipped, type CheckRule } from './check-rule';

export const iss: CheckRule = {
  id: 'iss',
  title: 'The token comes from an accepted issuer',
  source: 'RFC 7519 §4.1.1',
  judge({ claims, rules }) {
    if (rules.issuer === undefined) return skipped('The verifier expects no particular issuer.');
    if (!claims) return skipped(NO_CLAIMS);
    const accepted = asList(rules.issuer);
    const expected = showChoice(accepted);
    const issuer = own(claims, 'iss');
    if (typeof issuer === 'string' && accepted.includes(issuer)) return passed(expected, show(issuer));
    if (issuer === undefined) return failed(expected, 'The token has no "iss"', `Issue it with "iss": ${expected}.`);
    return failed(
      expected,
      show(issuer),
      `Get a token from ${expected}, or accept the issuer ${show(issuer)} if you trust it.`,
    );
  },
};
