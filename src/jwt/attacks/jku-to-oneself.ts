import type { Forging } from './attack';
import { signedWithOwnKey } from './own-key';
import { cannot } from './parts';

export const jkuToOneself: Forging = {
  changes: 'Sets "jku" to a key set that the attacker publishes, and signs with a key from it.',
  why: 'A verifier that fetches whatever address the header names fetches the attacker’s keys; a check for the host that only looks at the beginning is passed by another host.',
  stops: 'A list of exact addresses at the verifier, or none: ignore "jku".',
  source: 'RFC 8725 §3.10',
  needs: ['ownKey', 'ownUrl'],
  forge(token, tools) {
    const { ownUrl } = tools;
    if (ownUrl === undefined) return cannot('An address where the attacker publishes a key set is needed.');
    return signedWithOwnKey(
      token,
      tools,
      ({ publicJwk }) => ({ jku: ownUrl, kid: typeof publicJwk['kid'] === 'string' ? publicJwk['kid'] : undefined }),
      'The attacker’s key set must be there when the verifier asks.',
    );
  },
};
