import { algorithmsFor } from '../algorithms';
import { quote, show, showChoice } from '../show';
import { failed, NO_HEADER, own, passed, skipped, type CheckRule } from './check-rule';

export const algAllowed: CheckRule = {
  id: 'alg-allowed',
  title: 'The algorithm is one that the verifier allows',
  source: 'RFC 8725 §3.1',
  judge({ header, rules }) {
    if (!header) return skipped(NO_HEADER);
    const allowed = rules.algorithms ?? (rules.key && algorithmsFor(rules.key));
    const expected = allowed ? showChoice(allowed) : 'Any signature algorithm, but not "none"';
    const alg = own(header, 'alg');
    if (typeof alg !== 'string' || alg === '') {
      const actual = alg === undefined ? 'The header has no "alg"' : `"alg" is ${show(alg)}`;
      return failed(expected, actual, 'Sign again with "alg" in the header.', 'RFC 7515 §4.1.1');
    }
    if (allowed?.includes(alg)) return passed(expected, quote(alg));
    if (alg.toLowerCase() === 'none') {
      return failed(
        expected,
        `${quote(alg)}: nothing protects this token`,
        'Sign the token; a verifier must never accept an unsigned one.',
        'RFC 8725 §3.2',
      );
    }
    if (!allowed) return skipped(`${quote(alg)}; the verifier has no list of allowed algorithms.`, expected);
    const respelled = allowed.find((name) => name.toLowerCase() === alg.toLowerCase());
    if (respelled !== undefined) {
      return failed(
        expected,
        quote(alg),
        `Spell it ${quote(respelled)}: algorithm names are case-sensitive.`,
        'RFC 7515 §4.1.1',
      );
    }
    return failed(
      expected,
      quote(alg),
      `Sign with ${showChoice(allowed)}, or allow ${quote(alg)} if the issuer really uses it.`,
    );
  },
};
