import { checkPrimeSync, createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../model';
import type { SigningKeyOrder } from './node-protocol';
import { SeededBytes } from './seeded-bytes';

/**
 * A signing key of a run, made from its seed: the same for every server and after every restart.
 * @param generation how often the key has been replaced
 */
export function signingKey(algorithm: SigningAlgorithm, seed: string, generation: number): SigningKeyOrder {
  const kid = `key-${String(generation + 1)}`;
  switch (algorithm) {
    case 'HS256':
      return { kid, key: new SeededBytes(seed, `secret/signing/${generation}`).take(32).toString('base64url') };
    case 'RS256':
      return { kid, key: pem(rsaKey(new SeededBytes(seed, `rsa/${generation}`))) };
    case 'ES256':
      return { kid, key: pem(ecKey(new SeededBytes(seed, `ec/${generation}`))) };
    default:
      return algorithm satisfies never;
  }
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** P-256 (RFC 7518 §3.4). Any 32 bytes but a few make a private key; those few come once in 2^32 seeds. */
function ecKey(bytes: SeededBytes): KeyObject {
  const ecdh = createECDH('prime256v1');
  for (;;) {
    const d = bytes.take(32);
    try {
      ecdh.setPrivateKey(d);
    } catch {
      continue;
    }
    const point = ecdh.getPublicKey();
    return createPrivateKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        d: d.toString('base64url'),
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
  }
}

const EXPONENT = 65_537n;

/** 2,048 bits (RFC 8017 §3.2). Node makes RSA keys from its own randomness only, and a run's must come from its seed. */
function rsaKey(bytes: SeededBytes): KeyObject {
  const p = prime(bytes);
  const q = prime(bytes);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: base64url(p * q),
      e: base64url(EXPONENT),
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    },
  });
}

/** The first prime after a random odd number of 1,024 bits whose two highest bits are set. */
function prime(bytes: SeededBytes): bigint {
  let candidate = BigInt(`0x${bytes.take(128).toString('hex')}`) | (3n << 1022n) | 1n;
  while (candidate % EXPONENT === 1n || !checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

/** The number that gives 1 when multiplied by `value`, modulo `modulus`. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b] = [value % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
