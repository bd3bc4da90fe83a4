import { quote } from '../show';
import { failed, NO_HEADER, own, passed, skipped, type CheckId, type CheckRule } from './check-rule';

/** Whatever of these failed, a verifier never gets as far as the cryptography. */
const BEFORE: readonly CheckId[] = ['structure', 'encoding', 'header-json', 'alg-allowed', 'alg-key', 'crit'];

export const signature: CheckRule = {
  id: 'signature',
  title: 'The signature was made with the key over exactly this header and payload',
  source: 'RFC 7515 §5.2',
  judge({ jws, header, rules, outcome }) {
    const earlier = BEFORE.find((id) => outcome(id) === 'failed');
    if (earlier) return skipped(`The check "${earlier}" failed before it.`);
    if (!jws || !header) return skipped(NO_HEADER);
    const alg = own(header, 'alg');
    if (typeof alg !== 'string') return skipped('The header names no algorithm.');
    const { length } = jws.signature.bytes;

    if (alg === 'none') {
      const expected = 'An empty signature, as unsigned tokens were explicitly allowed';
      if (length === 0) return passed(expected, 'Empty: anybody could have written this token');
      return failed(expected, size(length), 'Leave the last part empty.', 'RFC 7518 §3.6');
    }
    const expected = `A valid ${quote(alg)} signature`;
    if (length === 0) return failed(expected, 'An empty signature', 'Sign the token.');
    if (!rules.verifySignature) return skipped('No key was given.', expected);

    let valid: boolean | 'unsupported';
    try {
      valid = rules.verifySignature(alg, `${jws.header.raw}.${jws.payload.raw}`, jws.signature.bytes);
    } catch {
      // The error's own words may quote key material.
      return failed(
        expected,
        `${size(length)}; the verifier could not use this key with it`,
        'Check that the key is whole and of the right kind.',
      );
    }
    if (valid === 'unsupported') {
      return failed(
        expected,
        `${size(length)}; ${quote(alg)} is not supported here`,
        'Verify where the algorithm is supported.',
      );
    }
    if (valid === true) return passed(expected, `${size(length)} that match`);
    return failed(
      expected,
      `${size(length)} that do not match`,
      'Verify with the key that signed it; if that is this key, header or payload were changed after signing.',
    );
  },
};

function size(bytes: number): string {
  return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
