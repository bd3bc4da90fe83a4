import { createPrivateKey, createPublicKey, createSecretKey, type JsonWebKey } from 'node:crypto';
import { decodeBase64url, type JsonObject } from '../jwt';
import { heldKey } from './held-key';
import type { KeyOrProblem } from './read-pem';
import type { KeyFormat } from './types';

/** Which members a JWK of each type must have (RFC 7518 §6, RFC 8037 §2). */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  oct: ['k'],
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
};

const CURVES: Readonly<Record<string, readonly string[]>> = {
  EC: ['P-256', 'P-384', 'P-521', 'secp256k1'],
  OKP: ['Ed25519', 'Ed448', 'X25519', 'X448'],
};

/** Reads a JWK (RFC 7517 §4). The problem names the member that is wrong, never its value. */
export function readJwk(jwk: JsonObject, format: KeyFormat = 'jwk'): KeyOrProblem {
  const problem = problemWith(jwk);
  if (problem !== undefined) return { problem };
  const { kid, alg, use } = Object.fromEntries(
    ['kid', 'alg', 'use'].flatMap((name) => (typeof jwk[name] === 'string' ? [[name, jwk[name]]] : [])),
  ) as Record<string, string | undefined>;
  const about = {
    ...(kid !== undefined && { kid }),
    ...(alg !== undefined && { alg }),
    ...(use !== undefined && { use }),
    notes: use === 'enc' ? ['This key is marked for encryption ("use": "enc"), not for signatures.'] : [],
  };
  try {
    const secret = jwk['kty'] === 'oct' && typeof jwk['k'] === 'string' ? decodeBase64url(jwk['k']).bytes : undefined;
    const key = secret
      ? createSecretKey(secret)
      : jwk['d'] === undefined
        ? createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
        : createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
    return { key: heldKey(key, format, about) };
  } catch {
    // A point that is not on the curve ends here too.
    return { problem: 'The numbers of this JWK do not make a key, or this runtime does not have its curve.' };
  }
}

function problemWith(jwk: JsonObject): string | undefined {
  const { kty, crv } = jwk;
  if (typeof kty !== 'string') return 'This JSON is neither a JWK (it has no "kty") nor a key set (it has no "keys").';
  const needed = NEEDED[kty];
  if (!Object.hasOwn(NEEDED, kty) || !needed) {
    return `A JWK of this type is not known here; "kty" should be ${Object.keys(NEEDED)
      .map((name) => `"${name}"`)
      .join(', ')}.`;
  }
  for (const name of needed) {
    const value = jwk[name];
    if (typeof value !== 'string' || value === '') return `This ${kty} JWK has no "${name}".`;
    if (name !== 'crv' && !decodeBase64url(value).ok) return `"${name}" of this JWK is not base64url without padding.`;
  }
  if (typeof crv === 'string' && kty !== 'RSA' && kty !== 'oct' && !CURVES[kty]?.includes(crv)) {
    return `The curve of this ${kty} JWK is not known here; "crv" should be one of ${(CURVES[kty] ?? []).join(', ')}.`;
  }
  if (kty === 'RSA' && jwk['d'] !== undefined && typeof jwk['p'] !== 'string') {
    return 'This private RSA JWK has no "p": its primes are needed to use it (RFC 7518 §6.3.2).';
  }
  return undefined;
}
