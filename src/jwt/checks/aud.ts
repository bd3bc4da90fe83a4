import { asList } from '../rules';
import { show, showChoice } from '../show';
import { failed, NO_CLAIMS, own, passed, skipped, type CheckRule } from './check-rule';

export const aud: CheckRule = {
  id: 'aud',
  title: 'The token is meant for this verifier',
  source: 'RFC 7519 §4.1.3',
  judge({ claims, rules }) {
    if (rules.audience === undefined) return skipped('The verifier does not say who it is.');
    if (!claims) return skipped(NO_CLAIMS);
    const accepted = asList(rules.audience);
    const expected = showChoice(accepted);
    const audience = own(claims, 'aud');
    if (audience === undefined) return failed(expected, 'The token has no "aud"', `Issue it with "aud": ${expected}.`);
    const named: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
    if (named.some((name) => typeof name === 'string' && accepted.includes(name)))
      return passed(expected, show(audience));
    return failed(expected, show(audience), `Get a token that is issued for ${expected}.`);
  },
};
