/** What a verification key is made of, as far as an algorithm cares. */
export type KeyKind = 'secret' | 'RSA' | 'RSA-PSS' | 'P-256' | 'P-384' | 'P-521' | 'secp256k1' | 'Ed25519' | 'Ed448';

export interface Algorithm {
  /** Value of the `alg` header parameter; case-sensitive (RFC 7515 §4.1.1). */
  readonly name: string;
  /** Kinds of key it works with. */
  readonly keys: readonly KeyKind[];
  /** Signature sizes in bytes; for RSA, those of the usual moduli. */
  readonly signatureBytes: readonly number[];
  readonly source: string;
}

const RSA_SIZES = [256, 384, 512];

const ALGORITHMS: readonly Algorithm[] = [
  { name: 'HS256', keys: ['secret'], signatureBytes: [32], source: 'RFC 7518 §3.2' },
  { name: 'HS384', keys: ['secret'], signatureBytes: [48], source: 'RFC 7518 §3.2' },
  { name: 'HS512', keys: ['secret'], signatureBytes: [64], source: 'RFC 7518 §3.2' },
  { name: 'RS256', keys: ['RSA'], signatureBytes: RSA_SIZES, source: 'RFC 7518 §3.3' },
  { name: 'RS384', keys: ['RSA'], signatureBytes: RSA_SIZES, source: 'RFC 7518 §3.3' },
  { name: 'RS512', keys: ['RSA'], signatureBytes: RSA_SIZES, source: 'RFC 7518 §3.3' },
  { name: 'ES256', keys: ['P-256'], signatureBytes: [64], source: 'RFC 7518 §3.4' },
  { name: 'ES384', keys: ['P-384'], signatureBytes: [96], source: 'RFC 7518 §3.4' },
  { name: 'ES512', keys: ['P-521'], signatureBytes: [132], source: 'RFC 7518 §3.4' },
  { name: 'PS256', keys: ['RSA', 'RSA-PSS'], signatureBytes: RSA_SIZES, source: 'RFC 7518 §3.5' },
  { name: 'PS384', keys: ['RSA', 'RSA-PSS'], signatureBytes: RSA_SIZES, source: 'RFC 7518 §3.5' },
  { name: 'PS512', keys: ['RSA', 'RSA-PSS'], signatureBytes: RSA_SIZES, source: 'RFC 7518 §3.5' },
  { name: 'ES256K', keys: ['secp256k1'], signatureBytes: [64], source: 'RFC 8812 §3.2' },
  { name: 'EdDSA', keys: ['Ed25519', 'Ed448'], signatureBytes: [64, 114], source: 'RFC 8037 §3.1' },
  { name: 'Ed25519', keys: ['Ed25519'], signatureBytes: [64], source: 'RFC 9864 §2.2' },
  { name: 'Ed448', keys: ['Ed448'], signatureBytes: [114], source: 'RFC 9864 §2.2' },
];

const BY_NAME: ReadonlyMap<string, Algorithm> = new Map(ALGORITHMS.map((algorithm) => [algorithm.name, algorithm]));

/** The signature algorithm of that exact name; `none` is not one. */
export function findAlgorithm(name: string): Algorithm | undefined {
  return BY_NAME.get(name);
}

/** Names of the algorithms that a kind of key can be used with. */
export function algorithmsFor(key: KeyKind): string[] {
  return ALGORITHMS.filter((algorithm) => algorithm.keys.includes(key)).map((algorithm) => algorithm.name);
}

/** "a shared secret", "an RSA key": a kind of key as a sentence needs it. */
export function describeKeyKind(key: KeyKind): string {
  switch (key) {
    case 'secret':
      return 'a shared secret';
    case 'RSA':
      return 'an RSA key';
    case 'RSA-PSS':
      return 'an RSA key for PSS only';
    case 'P-256':
    case 'P-384':
    case 'P-521':
    case 'secp256k1':
      return `an elliptic-curve key on ${key}`;
    case 'Ed25519':
    case 'Ed448':
      return `an Edwards-curve key on ${key}`;
  }
}
