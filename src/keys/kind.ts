import type { KeyObject } from 'node:crypto';
import type { KeyKind } from '../jwt';

/** Curves by the names that OpenSSL and JOSE have for them. */
const CURVES: ReadonlyMap<string, KeyKind> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
  ['secp256k1', 'secp256k1'],
]);

const CURVE_BITS: ReadonlyMap<string, number> = new Map([
  ['P-256', 256],
  ['P-384', 384],
  ['P-521', 521],
  ['secp256k1', 256],
  ['Ed25519', 256],
  ['Ed448', 448],
  ['X25519', 256],
  ['X448', 448],
]);

/** What signature algorithms make of a key; undefined for one that only encrypts, or that JOSE does not know. */
export function kindOf(key: KeyObject): KeyKind | undefined {
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
    case 'ec':
      return CURVES.get(key.asymmetricKeyDetails?.namedCurve ?? '');
    default:
      return undefined;
  }
}

/** Bits of the secret, of the modulus, or of the curve; 0 when nobody says. */
export function bitsOf(key: KeyObject): number {
  if (key.type === 'secret') return (key.symmetricKeySize ?? 0) * 8;
  return key.asymmetricKeyDetails?.modulusLength ?? CURVE_BITS.get(curveName(key)) ?? 0;
}

/** "RSA public key, 2048 bits", "shared secret, 32 bytes": nothing of the key itself. */
export function describeKey(key: KeyObject): string {
  if (key.type === 'secret') {
    const bytes = key.symmetricKeySize ?? 0;
    return `shared secret, ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  }
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return `RSA ${key.type} key, ${bitsOf(key)} bits`;
    case 'rsa-pss':
      return `RSA ${key.type} key for PSS only, ${bitsOf(key)} bits`;
    case 'ec':
      return `elliptic-curve ${key.type} key on ${curveName(key)}`;
    case 'ed25519':
    case 'ed448':
      return `Edwards-curve ${key.type} key on ${curveName(key)}`;
    case 'x25519':
    case 'x448':
      return `${curveName(key)} ${key.type} key, for encryption only`;
    default:
      return `${key.asymmetricKeyType?.toUpperCase() ?? 'unknown'} ${key.type} key`;
  }
}

/** "a" or "an", as the words that follow are spoken. */
export function withArticle(words: string): string {
  return `${/^(RSA|X\d|[aeiouAEIO])/.test(words) ? 'an' : 'a'} ${words}`;
}

function curveName(key: KeyObject): string {
  const named = key.asymmetricKeyDetails?.namedCurve;
  if (named !== undefined) return CURVES.get(named) ?? named;
  const type = key.asymmetricKeyType ?? '';
  return type.charAt(0).toUpperCase() + type.slice(1);
}
