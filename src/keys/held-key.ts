import type { KeyObject, X509Certificate } from 'node:crypto';
import { fingerprint } from './fingerprint';
import { bitsOf, describeKey, kindOf } from './kind';
import type { HeldKey, KeyFormat } from './types';

interface About {
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly certificate?: X509Certificate;
  readonly notes?: readonly string[];
}

const FROM: Partial<Readonly<Record<KeyFormat, string>>> = {
  x509: ', from a certificate',
  jwk: ', from a JWK',
  jwks: ', from a key set',
};

/** A key with what can be said of it without showing it. */
export function heldKey(key: KeyObject, format: KeyFormat, about: About = {}): HeldKey {
  const { notes = [], ...rest } = about;
  const kind = kindOf(key);
  const bits = bitsOf(key);
  const weak =
    (kind === 'RSA' || kind === 'RSA-PSS') && bits < 2048
      ? [`${bits} bits are too few for RSA: RFC 7518 §3.3 asks for at least 2048.`]
      : [];
  return {
    role: key.type,
    ...(kind && { kind }),
    format,
    key,
    description: `${describeKey(key)}${FROM[format] ?? ''}`,
    bits,
    fingerprint: fingerprint(key),
    ...rest,
    notes: [...weak, ...notes],
  };
}
