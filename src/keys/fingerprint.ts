import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** The members that a JWK thumbprint is made of, in the order that RFC 7638 §3.2 gives them. */
const THUMBPRINT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/** The JWK thumbprint with SHA-256 (RFC 7638) of a public key; undefined for keys that no JWK can hold. */
export function thumbprint(key: KeyObject): string | undefined {
  try {
    const jwk: JsonWebKey = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
    const names = THUMBPRINT_MEMBERS[jwk.kty ?? ''];
    if (!names) return undefined;
    const members = Object.fromEntries(names.map((name) => [name, jwk[name]]));
    return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
  } catch {
    return undefined;
  }
}

/** Short enough to compare by eye; of a secret so short that it tells nearly nothing of it. */
export function fingerprint(key: KeyObject): string {
  if (key.type === 'secret') {
    return createHash('sha256').update('auth-lab secret\0').update(key.export()).digest('hex').slice(0, 8);
  }
  const whole =
    thumbprint(key) ??
    createHash('sha256')
      .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
      .digest('base64url');
  return whole.slice(0, 16);
}
