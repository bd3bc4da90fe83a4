import { constants, createHmac, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { KeyKind, VerifySignature } from '../../../src/jwt';

/** A real verifier over node:crypto, as the lab would inject it. */
export function nodeVerifier(key: KeyObject): VerifySignature {
  return (alg, signingInput, signature) => {
    const input = Buffer.from(signingInput, 'ascii');
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
        return verify(
          hash,
          input,
          { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
          signature,
        );
      case 'ES':
        return verify(hash, input, { key, dsaEncoding: 'ieee-p1363' }, signature);
      default:
        return 'unsupported';
    }
  };
}

export function kindOf(key: KeyObject): KeyKind {
  if (key.type === 'secret') return 'secret';
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return 'RSA';
    case 'rsa-pss':
      return 'RSA-PSS';
    case 'ed25519':
      return 'Ed25519';
    case 'ed448':
      return 'Ed448';
    default: {
      const curves: Record<string, KeyKind> = {
        prime256v1: 'P-256',
        secp384r1: 'P-384',
        secp521r1: 'P-521',
        secp256k1: 'secp256k1',
      };
      const kind = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
      if (!kind) throw new Error('no such key in these tests');
      return kind;
    }
  }
}

/** base64url of a text or of JSON, as a careful encoder writes it. */
export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}
