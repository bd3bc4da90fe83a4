import type { Forging } from './attack';
import { signedWithOwnKey } from './own-key';

export const embeddedJwk: Forging = {
  changes: 'Puts the attacker’s public key into the header as "jwk" and signs with its private half.',
  why: 'The signature is right for the key in the header. A verifier that takes the key from there has checked only that the token agrees with itself.',
  stops: 'Taking keys from the verifier’s own store only.',
  source: 'RFC 8725 §3.10',
  needs: ['ownKey'],
  forge: (token, tools) =>
    signedWithOwnKey(
      token,
      tools,
      ({ publicJwk }) => ({ jwk: publicJwk, kid: undefined }),
      'Nothing but the token is needed: the key is in it.',
    ),
};
