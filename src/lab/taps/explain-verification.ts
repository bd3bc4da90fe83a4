import type { VerifyOptions } from 'jsonwebtoken';
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { explain, type VerifySignature } from '../../jwt';
import type { Check } from '../../model';

/**
 * Every check of one `jwt.verify` call with an HMAC key, in order. The library alone decides; this says why,
 * and the tests hold the two against each other.
 */
export function explainVerification(token: string, key: KeyObject, options: VerifyOptions): readonly Check[] {
  const { algorithms, audience, clockTolerance, issuer } = options;
  return explain(token, {
    now: Math.floor(Date.now() / 1000),
    key: 'secret',
    verifySignature: hmac(key),
    ...(algorithms && { algorithms }),
    ...(typeof audience === 'string' && { audience }),
    ...(typeof issuer === 'string' && { issuer }),
    ...(clockTolerance !== undefined && { clockTolerance }),
  }).checks;
}

/** HS256, HS384 and HS512 (RFC 7518 §3.2). */
function hmac(key: KeyObject): VerifySignature {
  return (alg, signingInput, signature) => {
    const bits = /^HS(256|384|512)$/.exec(alg)?.[1];
    if (bits === undefined) return 'unsupported';
    const expected = createHmac(`sha${bits}`, key).update(signingInput, 'ascii').digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  };
}
