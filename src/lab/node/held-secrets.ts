import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { createKeyRing, type KeyRing } from '../../apps/keys';
import type { HeldSecret, SigningAlgorithm } from '../../model';
import { fingerprint } from '../fingerprint';
import type { SigningKeyOrder } from '../node-protocol';

/** What a server holds for its cookies, by fingerprint. @param secrets newest first */
export function heldCookieSecrets(secrets: readonly string[]): HeldSecret[] {
  return secrets.map((secret, index) => ({
    name: index === 0 ? 'Cookie secret' : 'Earlier cookie secret',
    kind: 'cookie-secret',
    fingerprint: fingerprint(secret),
  }));
}

/** The keys that the lab ordered. @param orders newest first */
export function openKeys(algorithm: SigningAlgorithm, orders: readonly SigningKeyOrder[]): KeyRing {
  const open = (key: string): KeyObject =>
    algorithm === 'HS256' ? createSecretKey(key, 'base64url') : createPrivateKey(key);
  return createKeyRing(
    algorithm,
    // Of an earlier key pair, the server needs the public half alone.
    orders.map(({ kid, key }, index) => ({
      kid,
      key: index > 0 && algorithm !== 'HS256' ? createPublicKey(open(key)) : open(key),
    })),
  );
}

/** What a server holds for its tokens, by fingerprint. */
export function heldKeys({ algorithm, signing, accepted }: KeyRing): HeldSecret[] {
  const secret = algorithm === 'HS256';
  return [
    {
      name: `Signing key (${algorithm}), kid ${signing.kid}`,
      kind: secret ? 'hmac-key' : 'private-key',
      fingerprint: fingerprint(signing.key),
    },
    ...[...accepted]
      .filter(([kid]) => !secret || kid !== signing.kid)
      .map(([kid, key]): HeldSecret => {
        const name = kid === signing.kid ? 'Public key' : secret ? 'Earlier signing key' : 'Earlier public key';
        return {
          name: `${name} (${algorithm}), kid ${kid}`,
          kind: secret ? 'hmac-key' : 'public-key',
          fingerprint: fingerprint(key),
        };
      }),
  ];
}
