import { algorithmsFor, describeKeyKind, findAlgorithm } from '../algorithms';
import { quote, showChoice } from '../show';
import { failed, NO_HEADER, own, passed, skipped, type CheckRule } from './check-rule';

export const algKey: CheckRule = {
  id: 'alg-key',
  title: 'The algorithm fits the kind of key',
  source: 'RFC 8725 §3.1',
  judge({ header, rules: { key } }) {
    if (!header) return skipped(NO_HEADER);
    const alg = own(header, 'alg');
    if (typeof alg !== 'string' || alg === '') return skipped('The header names no algorithm.');
    const algorithm = findAlgorithm(alg);
    if (alg === 'none') {
      if (!key) return skipped('"none" needs no key.');
      return failed(
        `A signature made with ${describeKeyKind(key)}`,
        '"none": no signature at all',
        `Sign with ${showChoice(algorithmsFor(key))}.`,
      );
    }
    if (!algorithm) {
      return failed(
        'A registered signature algorithm',
        quote(alg),
        'Sign with a registered algorithm.',
        'RFC 7518 §3.1',
      );
    }
    const expected = algorithm.keys.map(describeKeyKind).join(' or ');
    if (!key) return skipped('No key was given.', expected);
    if (algorithm.keys.includes(key)) return passed(expected, describeKeyKind(key));
    const fix = `Verify with ${expected}, or sign with ${showChoice(algorithmsFor(key))}.`;
    return failed(expected, describeKeyKind(key), fix, algorithm.source);
  },
};
