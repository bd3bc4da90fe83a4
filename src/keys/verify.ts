import { constants, createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import {
  explain,
  explainSignature,
  findAlgorithm,
  inspect,
  type Explanation,
  type JsonSignature,
  type Rules,
  type VerifySignature,
} from '../jwt';
import type { HeldKey } from './types';

/** What a verifier insists on besides the key. */
export type VerifyRules = Omit<Rules, 'key' | 'verifySignature'>;

/** The function that `explain` needs, over Node's own cryptography. A private key verifies with its public half. */
export function verifierFor({ key }: HeldKey): VerifySignature {
  const verifying = key.type === 'private' ? createPublicKey(key) : key;
  return (alg, signingInput, signature) =>
    checkSignature(verifying, alg, Buffer.from(signingInput, 'latin1'), signature);
}

function checkSignature(key: KeyObject, alg: string, input: Buffer, signature: Uint8Array): boolean | 'unsupported' {
  if (alg.startsWith('Ed')) return verify(null, input, key, signature);
  const hash = `sha${alg.slice(2, 5)}`;
  switch (alg.slice(0, 2)) {
    case 'HS': {
      const mac = createHmac(hash, key).update(input).digest();
      return mac.length === signature.length && timingSafeEqual(mac, signature);
    }
    case 'RS':
      return verify(hash, input, key, signature);
    case 'PS':
      return verify(hash, input, pss(key), signature);
    case 'ES':
      return verify(hash, input, { key, dsaEncoding: 'ieee-p1363' }, signature);
    default:
      return 'unsupported';
  }
}

/** RFC 7518 §3.5: the salt is as long as the hash. */
export function pss(key: KeyObject) {
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

/**
 * `explain` with this key: every check apart, the signature really verified. Never changes the token.
 * Where the rules name no algorithm, one that the key is bound to (RFC 7517 §4.4) is the only one allowed.
 */
export function verifyToken(token: string, key: HeldKey | undefined, rules: VerifyRules): Explanation {
  return explain(token, withKey(key, rules));
}

/** The same for one signature of a JWS in JSON. */
export function verifyJsonSignature(
  signature: JsonSignature,
  key: HeldKey | undefined,
  rules: VerifyRules,
): Explanation {
  return explainSignature(signature, withKey(key, rules));
}

function withKey(key: HeldKey | undefined, rules: VerifyRules): Rules {
  if (!key) return rules;
  const bound =
    rules.algorithms === undefined && key.alg !== undefined && findAlgorithm(key.alg) ? [key.alg] : undefined;
  return {
    ...rules,
    ...(bound && { algorithms: bound }),
    ...(key.kind && { key: key.kind }),
    verifySignature: verifierFor(key),
  };
}

/** Whether the token's signature was made with this key, whatever else is wrong with the token. */
export function verifies(token: string, key: HeldKey): boolean {
  const seen = inspect(token);
  const alg = seen.header.object?.['alg'];
  if (seen.kind !== 'jws' || typeof alg !== 'string' || key.kind === undefined) return false;
  if (!findAlgorithm(alg)?.keys.includes(key.kind)) return false;
  try {
    return verifierFor(key)(alg, `${seen.header.raw}.${seen.payload.raw}`, seen.signature.bytes) === true;
  } catch {
    return false;
  }
}
