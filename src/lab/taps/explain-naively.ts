import type { Check, JsonObject } from '../../model';

const FIX = 'Verify with one algorithm and one key, both named by the server: see the careful server.';

/**
 * The few checks of src/apps/naive-verify.ts, in its order.
 * @param refusal its own words, or null when it believed the token
 */
export function explainNaively(header: JsonObject, token: string, refusal: string | null): readonly Check[] {
  const alg = typeof header['alg'] === 'string' ? header['alg'] : '';
  const unsigned = alg.trim().toLowerCase() === 'none' || (token.split('.')[2] ?? '') === '';
  const readable = refusal === null || refusal === 'invalid signature' || refusal === 'jwt expired';
  const signature = unsigned ? 'skipped' : refusal === 'invalid signature' ? 'failed' : readable ? 'passed' : 'skipped';
  return [
    {
      id: 'alg',
      title: 'The token says how it is signed, and is believed',
      outcome: 'passed',
      expected: 'anything',
      actual: alg === '' ? 'nothing' : alg,
      source: 'RFC 8725 §2.1',
    },
    {
      id: 'key',
      title: 'The token says which key it is, and is believed',
      outcome: unsigned ? 'skipped' : readable ? 'passed' : 'failed',
      expected: 'any key that can be found',
      actual: unsigned ? 'No key is needed.' : keyOf(header),
      source: 'RFC 8725 §3.10',
      ...(!unsigned && !readable && { fix: FIX }),
    },
    {
      id: 'signature',
      title: 'The signature fits that key',
      outcome: signature,
      expected: unsigned ? 'nothing, because the token asks for nothing' : `a signature by ${alg}`,
      actual: signature === 'passed' ? 'it fits' : signature === 'failed' ? 'it does not fit' : 'Nobody looks.',
      source: 'RFC 7515 §5.2',
      ...(signature === 'failed' && { fix: 'Sign the token with the key that it names.' }),
    },
    {
      id: 'exp',
      title: 'The token has not expired',
      outcome: !readable || signature === 'failed' ? 'skipped' : refusal === 'jwt expired' ? 'failed' : 'passed',
      expected: 'an end after now, or no end at all',
      actual: refusal === 'jwt expired' ? 'an end before now' : 'no end before now',
      source: 'RFC 7519 §4.1.4',
      ...(refusal === 'jwt expired' && { fix: 'Log in again.' }),
    },
  ];
}

function keyOf({ jwk, jku, x5u, kid }: JsonObject): string {
  if (jwk !== undefined) return 'the key in the token itself';
  if (typeof jku === 'string') return `the key set at ${jku}`;
  if (typeof x5u === 'string') return `the certificate at ${x5u}`;
  return typeof kid === 'string' ? `the key named ${kid}` : "the server's own key";
}
