import { algorithmsFor, findAlgorithm, type KeyKind } from '../algorithms';
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
        `A signature made with ${describeKey(key)}`,
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
    const expected = algorithm.keys.map(describeKey).join(' or ');
    if (!key) return skipped('No key was given.', expected);
    if (algorithm.keys.includes(key)) return passed(expected, describeKey(key));
    const fix = `Verify with ${expected}, or sign with ${showChoice(algorithmsFor(key))}.`;
    return failed(expected, describeKey(key), fix, algorithm.source);
  },
};

function describeKey(key: KeyKind): string {
  switch (key) {
    case 'secret':
      return 'a shared secret';
    case 'RSA':
      return 'an RSA key';
    case 'RSA-PSS':
      return 'an RSA key for PSS only';
    case 'P-256':
    case 'P-384':
    case 'P-521':
    case 'secp256k1':
      return `an elliptic-curve key on ${key}`;
    case 'Ed25519':
    case 'Ed448':
      return `an Edwards-curve key on ${key}`;
  }
}
