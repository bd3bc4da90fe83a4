import { findAlgorithm } from './algorithms';
import { own } from './own';
import type { JsonObject } from './json';
import { quote } from './show';

/** What a key management algorithm needs in order to get at the content encryption key. */
export type DecryptionKeyKind = 'secret' | 'password' | 'RSA private key' | 'elliptic-curve private key';

export interface KeyManagement {
  /** Value of `alg` in a JWE header. */
  readonly name: string;
  readonly key: DecryptionKeyKind;
  /** Exact size of the secret, where the algorithm fixes it; for `dir` the `enc` does. */
  readonly secretBytes?: number;
  /** How the content key travels, in a few words. */
  readonly means: string;
  readonly source: string;
}

const secret = (name: string, means: string, source: string, secretBytes?: number): KeyManagement => ({
  name,
  key: 'secret',
  means,
  source,
  ...(secretBytes !== undefined && { secretBytes }),
});

const WRAPPED = 'the content key is wrapped with a shared key';
const AGREED = 'the content key comes from a key agreement';
const PASSWORD = 'the content key is wrapped with a key made from a password';

const KEY_MANAGEMENT: readonly KeyManagement[] = [
  secret('dir', 'the shared key is the content key itself', 'RFC 7518 §4.5'),
  secret('A128KW', WRAPPED, 'RFC 7518 §4.4', 16),
  secret('A192KW', WRAPPED, 'RFC 7518 §4.4', 24),
  secret('A256KW', WRAPPED, 'RFC 7518 §4.4', 32),
  secret('A128GCMKW', WRAPPED, 'RFC 7518 §4.7', 16),
  secret('A192GCMKW', WRAPPED, 'RFC 7518 §4.7', 24),
  secret('A256GCMKW', WRAPPED, 'RFC 7518 §4.7', 32),
  ...['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'].map((name): KeyManagement => ({
    name,
    key: 'RSA private key',
    means: 'the content key is encrypted to a public RSA key',
    // The longer hashes were registered by W3C's Web Cryptography.
    source: /-(384|512)$/.test(name) ? 'W3C WebCryptoAPI' : 'RFC 7518 §4.3',
  })),
  ...['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'].map((name): KeyManagement => ({
    name,
    key: 'elliptic-curve private key',
    means: AGREED,
    source: 'RFC 7518 §4.6',
  })),
  ...['PBES2-HS256+A128KW', 'PBES2-HS384+A192KW', 'PBES2-HS512+A256KW'].map((name): KeyManagement => ({
    name,
    key: 'password',
    means: PASSWORD,
    source: 'RFC 7518 §4.8',
  })),
];

const BY_NAME: ReadonlyMap<string, KeyManagement> = new Map(KEY_MANAGEMENT.map((each) => [each.name, each]));

/** The key management algorithm of that exact name, as far as it can be decrypted here (RSA1_5 cannot: RFC 8725 §3.2). */
export function findKeyManagement(name: string): KeyManagement | undefined {
  return BY_NAME.get(name);
}

/** Sizes of the content encryption keys in bytes (RFC 7518 §5.1). */
const CONTENT_KEY_BYTES: ReadonlyMap<string, number> = new Map([
  ['A128CBC-HS256', 32],
  ['A192CBC-HS384', 48],
  ['A256CBC-HS512', 64],
  ['A128GCM', 16],
  ['A192GCM', 24],
  ['A256GCM', 32],
]);

/** Size in bytes of the content encryption key of an `enc`; undefined for an unknown one. */
export function contentKeyBytes(enc: string): number | undefined {
  return CONTENT_KEY_BYTES.get(enc);
}

/** Why the rest of an encrypted token cannot be read, and what would be needed; one plain sentence or two. */
export function whyUnreadable(header: JsonObject | undefined): string {
  const alg = header && own(header, 'alg');
  const enc = header && own(header, 'enc');
  if (typeof alg === 'string' && findAlgorithm(alg)) {
    return `This has the form of an encrypted token, but ${quote(alg)} signs and does not encrypt: perhaps it is a signed token with something behind it.`;
  }
  if (typeof alg !== 'string' || typeof enc !== 'string') {
    return 'The content is encrypted, and the header does not say how: "alg" or "enc" is missing.';
  }
  const management = findKeyManagement(alg);
  if (!management) {
    return alg === 'RSA1_5'
      ? 'The content is encrypted; its key is under "RSA1_5", which RFC 8725 §3.2 warns against and which is not supported here.'
      : `The content is encrypted with ${quote(enc)}, and ${quote(alg)} is not an algorithm that can be decrypted here.`;
  }
  return `The content is encrypted with ${quote(enc)}; ${management.means} (${quote(alg)}). Only the holder of the ${management.key} can read it.`;
}
