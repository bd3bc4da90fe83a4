import type { Forging } from './attack';
import { signedWithOwnKey } from './own-key';
import { cannot } from './parts';

export const x5uToOneself: Forging = {
  changes: 'Sets "x5u" to a certificate that the attacker made, and signs with its key.',
  why: 'A certificate proves nothing by being one. A verifier that fetches it and does not check who issued it takes the attacker’s.',
  stops: 'A list of exact addresses, and a chain that ends at a root trusted for this purpose.',
  source: 'RFC 8725 §3.10',
  needs: ['ownKey', 'ownUrl'],
  forge(token, tools) {
    const { ownUrl } = tools;
    if (ownUrl === undefined) return cannot('An address where the attacker publishes a certificate is needed.');
    return signedWithOwnKey(
      token,
      tools,
      () => ({ x5u: ownUrl, kid: undefined }),
      'The attacker’s certificate must be there when the verifier asks.',
    );
  },
};
