import { createSecretKey, generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { thumbprint } from './fingerprint';
import { heldKey } from './held-key';
import type { GeneratedKey, NewKey } from './types';

const makePair = promisify(generateKeyPair);

const CURVE_ALG = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', secp256k1: 'ES256K' } as const;
const SECRET_BYTES = { HS256: 32, HS384: 48, HS512: 64 } as const;

/** Makes a new key with the machine's randomness. @throws Error when the runtime does not have the curve */
export async function generateKey(what: NewKey): Promise<GeneratedKey> {
  switch (what.type) {
    case 'secret':
      return secret(what.alg);
    case 'RSA':
      return pair(await makePair('rsa', { modulusLength: what.bits ?? 2048 }), what.alg ?? 'RS256');
    case 'EC':
      return pair(await makePair('ec', { namedCurve: what.curve }), CURVE_ALG[what.curve]);
    case 'Edwards':
      // The fully specified name: "EdDSA" is deprecated (RFC 9864 §2.2).
      return pair(what.curve === 'Ed25519' ? await makePair('ed25519') : await makePair('ed448'), what.curve);
  }
}

/** RFC 7518 §3.2: as long as the hash. A kid made from a secret would tell something of it, so this one is random. */
function secret(alg: keyof typeof SECRET_BYTES): GeneratedKey {
  const bytes = randomBytes(SECRET_BYTES[alg]);
  const kid = randomBytes(9).toString('base64url');
  const held = heldKey(createSecretKey(bytes), 'jwk', { kid, alg });
  const k = bytes.toString('base64url');
  return { alg, kid, signing: held, verifying: held, jwk: json({ kty: 'oct', k, alg, use: 'sig', kid }), secret: k };
}

function pair({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }, alg: string): GeneratedKey {
  const kid = thumbprint(publicKey) ?? randomBytes(9).toString('base64url');
  const about = { alg, use: 'sig', kid };
  return {
    alg,
    kid,
    signing: heldKey(privateKey, 'jwk', { kid, alg }),
    verifying: heldKey(publicKey, 'jwk', { kid, alg }),
    jwk: json({ ...privateKey.export({ format: 'jwk' }), ...about }),
    publicJwk: json({ ...publicKey.export({ format: 'jwk' }), ...about }),
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
