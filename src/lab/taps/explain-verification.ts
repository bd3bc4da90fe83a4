import type { VerifyOptions } from 'jsonwebtoken';
import { createHmac, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { explain, inspect, type Rules, type VerifySignature } from '../../jwt';
import type { Check } from '../../model';

/** With what a token is verified. */
export interface Verifier {
  /** The key that the token named; absent when no accepted key has that name. */
  readonly key?: KeyObject;
  /** A key of the kind that is accepted, where there is no `key`. */
  readonly kind?: KeyObject | undefined;
  /** Names of the accepted keys; absent where names play no part. */
  readonly accepted?: readonly string[] | undefined;
}

/**
 * Every check of one verification, in order. The library alone decides; this says why, and the tests hold the two
 * against each other.
 */
export function explainVerification(token: string, options: VerifyOptions, verifier: Verifier): readonly Check[] {
  const { algorithms, audience, clockTolerance, issuer } = options;
  const { key, kind = key, accepted } = verifier;
  const keyKind = kind && kindOf(kind);
  const { checks } = explain(token, {
    now: Math.floor(Date.now() / 1000),
    ...(keyKind && { key: keyKind }),
    ...(key && { verifySignature: signatureOf(key) }),
    ...(algorithms && { algorithms }),
    ...(typeof audience === 'string' && { audience }),
    ...(typeof issuer === 'string' && { issuer }),
    ...(clockTolerance !== undefined && { clockTolerance }),
  });
  if (!accepted) return checks;
  // Where the verifier picked the key: the header has been read, and nothing has been believed.
  const at = checks.findIndex(({ id }) => id === 'alg-key') + 1;
  return [...checks.slice(0, at), kidCheck(token, accepted), ...checks.slice(at)];
}

function kidCheck(token: string, accepted: readonly string[]): Check {
  const check = {
    id: 'kid',
    title: 'The token names a key that this server accepts',
    expected: accepted.join(' or '),
    source: 'RFC 7515 §4.1.4',
  };
  const inspection = inspect(token);
  const header = inspection.header.object;
  if (!header) return { ...check, outcome: 'skipped', actual: 'The header cannot be read.' };
  const kid = Object.hasOwn(header, 'kid') ? header['kid'] : undefined;
  const actual = typeof kid === 'string' ? kid : kid === undefined ? 'no name' : JSON.stringify(kid);
  if (accepted.some((name) => name === kid)) return { ...check, outcome: 'passed', actual };
  return { ...check, outcome: 'failed', actual, fix: 'Log in again, for a token of a key that is accepted now.' };
}

function kindOf(key: KeyObject): Rules['key'] {
  if (key.type === 'secret') return 'secret';
  if (key.asymmetricKeyType === 'rsa') return 'RSA';
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'P-256' : undefined;
}

/** HS*, RS* and ES256 (RFC 7518 §3.2 to §3.4), as far as the key is one for them. */
function signatureOf(key: KeyObject): VerifySignature {
  return (alg, signingInput, signature) => {
    const [, family, bits] = /^(HS|RS|ES)(256|384|512)$/.exec(alg) ?? [];
    const data = Buffer.from(signingInput, 'ascii');
    if (family === 'HS' && key.type === 'secret') {
      const expected = createHmac(`sha${bits}`, key).update(data).digest();
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    }
    if (family === 'RS' && key.asymmetricKeyType === 'rsa') return verify(`sha${bits}`, data, key, signature);
    if (alg === 'ES256' && key.asymmetricKeyType === 'ec') {
      // Both numbers of the signature beside each other, and not in ASN.1.
      return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    }
    return 'unsupported';
  };
}
