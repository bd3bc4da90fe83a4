import jwt from 'jsonwebtoken';
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

export type Algorithm = 'HS256' | 'RS256' | 'ES256';

/** A key and the name by which tokens refer to it: their `kid` (RFC 7515, section 4.1.4). */
export interface NamedKey {
  readonly kid: string;
  /** A secret for HS256, a private key otherwise. A KeyObject: a string would be parsed anew for each token. */
  readonly key: KeyObject;
}

/**
 * The keys of a server. New tokens are signed with the first; tokens of the others are still accepted, so a key can be
 * replaced and nobody notices: the old one goes when the last token that it signed has expired.
 */
export interface KeyRing {
  readonly algorithm: Algorithm;
  readonly signing: NamedKey;
  /** What verifies a token, by `kid`. */
  readonly accepted: ReadonlyMap<string, KeyObject>;
}

/** @param keys newest first, at least one */
export function createKeyRing(algorithm: Algorithm, keys: readonly NamedKey[]): KeyRing {
  const [signing] = keys;
  if (!signing) throw new Error('A server that issues tokens needs a key.');
  return { algorithm, signing, accepted: new Map(keys.map(({ kid, key }) => [kid, verificationKey(key)])) };
}

/**
 * The key that a token says it was signed with. The name is a question and never an answer: nothing outside this
 * server's own keys is looked at, and the algorithm is not the token's to choose (RFC 8725, sections 3.1 and 3.10).
 * @throws when the token cannot be read or no such key is accepted
 */
export function keyOf(token: string, keys: KeyRing): KeyObject {
  const decoded = jwt.decode(token, { complete: true });
  if (!decoded) throw new Error('the token cannot be read');
  const key = keys.accepted.get(decoded.header.kid ?? '');
  if (!key) throw new Error('no accepted key has the kid of the token');
  return key;
}

/**
 * What everybody may know: the keys that verify, as a JWK Set (RFC 7517, section 5).
 * With HS256 the set is empty. Its secret signs as well as verifies, so it is never published.
 */
export function publicKeys({ algorithm, accepted }: KeyRing): { keys: JsonWebKey[] } {
  if (algorithm === 'HS256') return { keys: [] };
  return {
    keys: [...accepted].map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' })),
  };
}

function verificationKey(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}
