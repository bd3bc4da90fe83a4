import { createHmac, createPublicKey, verify, X509Certificate, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { NaiveKeySources } from './naive-keys';

/** The server's own key, as a text for whatever algorithm comes: a secret, or a public key as PEM. */
export interface NaiveKey {
  readonly kid: string;
  readonly text: string;
}

interface Header {
  readonly alg: string;
  readonly kid?: string;
  readonly jwk?: JsonWebKey;
  readonly jku?: string;
  readonly x5u?: string;
}

export interface NaiveClaims {
  readonly sub: string;
  readonly name: string;
  readonly role: 'user' | 'admin';
  readonly exp?: number;
}

/**
 * DO NOT COPY THIS. It verifies tokens the way code did that became known by its advisories: it asks the token how it
 * wants to be verified. Compare it with the one call of `jwt.verify` in stateless.ts.
 * @throws when it finds the token invalid
 */
export async function verifyNaively(token: string, own: NaiveKey, sources: NaiveKeySources): Promise<NaiveClaims> {
  const [head = '', body = '', signature = ''] = token.split('.'); // nobody counts the parts
  const header = read(head) as Header;
  const claims = read(body) as NaiveClaims;
  // The token may say that it has no signature, in any spelling. And nothing to compare means nothing that differs.
  const unsigned = header.alg.trim().toLowerCase() === 'none' || signature === '';
  if (!unsigned) {
    const key = await keyFor(header, own, sources);
    if (!fits(header.alg, key, `${head}.${body}`, signature)) throw new Error('invalid signature');
  }
  if (claims.exp !== undefined && claims.exp * 1000 <= Date.now()) throw new Error('jwt expired');
  return claims; // for whom it was issued, and by whom, nobody asks
}

/** The token says which key, and also where to get it. */
async function keyFor(header: Header, own: NaiveKey, sources: NaiveKeySources): Promise<string | KeyObject> {
  const { jwk, jku, x5u, kid } = header;
  if (jwk) return createPublicKey({ key: jwk, format: 'jwk' }); // then it only agrees with itself
  if (jku !== undefined) {
    const { keys } = JSON.parse(await sources.atAddress(jku)) as { keys: JsonWebKey[] };
    const key = keys.find((each) => each['kid'] === kid) ?? keys[0];
    if (!key) throw new Error('no key at the address');
    return createPublicKey({ key, format: 'jwk' });
  }
  // Who issued the certificate, and whether it is still good, nobody looks.
  if (x5u !== undefined) return new X509Certificate(await sources.atAddress(x5u)).publicKey;
  if (kid === undefined || kid === own.kid) return own.text;
  const key = sources.inTable(kid) ?? sources.inFile(kid);
  if (key === undefined) throw new Error('unknown key');
  return key;
}

function fits(alg: string, key: string | KeyObject, input: string, signature: string): boolean {
  const hash = `sha${alg.slice(2)}`;
  // The token picks the algorithm: the text of a public key, which everybody knows, becomes the secret of an HMAC.
  if (alg.startsWith('HS')) return createHmac(hash, key).update(input).digest('base64url') === signature;
  const pem = typeof key === 'string' ? createPublicKey(key) : key;
  return verify(hash, Buffer.from(input), { key: pem, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

function read(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
