import type { KeyObject, X509Certificate } from 'node:crypto';
import type { JsonObject, KeyKind } from '../jwt';

/** The forms in which a key can be written down. */
export type KeyFormat =
  'text' | 'base64' | 'base64url' | 'hex' | 'pkcs1' | 'pkcs8' | 'sec1' | 'spki' | 'x509' | 'jwk' | 'jwks';

/** What somebody holds: a shared secret, or a half of a key pair. */
export type KeyRole = 'secret' | 'public' | 'private';

/** A key that was read. Holds key material: never log it, never show more than `description` and `fingerprint`. */
export interface HeldKey {
  readonly role: KeyRole;
  /** Absent for a key that can only encrypt (X25519, X448). */
  readonly kind?: KeyKind;
  readonly format: KeyFormat;
  readonly key: KeyObject;
  /** "RSA public key, 2048 bits, from a certificate": safe to show. */
  readonly description: string;
  /** Size of the secret, of the modulus, or of the curve. */
  readonly bits: number;
  /** First 16 characters of the JWK thumbprint (RFC 7638) of the public key, or of a salted digest of a secret. */
  readonly fingerprint: string;
  readonly kid?: string;
  /** The algorithm that the key is bound to (RFC 7517 §4.4). */
  readonly alg?: string;
  /** RFC 7517 §4.2. */
  readonly use?: string;
  readonly certificate?: X509Certificate;
  /** Things to mind, each a sentence: expired certificate, short modulus, ambiguous secret. */
  readonly notes: readonly string[];
}

export interface ReadKeyOptions {
  /** How to read it; `auto` guesses, and says how sure it is. */
  readonly as?: KeyFormat | 'auto';
  /** The JOSE header that a key is wanted for: chooses in a JWKS, and tells which kind is needed. */
  readonly header?: JsonObject;
  readonly purpose?: 'verify' | 'sign' | 'decrypt';
  /** The token itself: where a secret can be meant in several ways, the one that matches is taken. */
  readonly token?: string;
  /** Passphrase of an encrypted PEM. */
  readonly passphrase?: string;
}

export type ReadKeyResult =
  | {
      readonly ok: true;
      readonly key: HeldKey;
      /** How it was read and why this one, as a sentence. */
      readonly how: string;
      /** Other ways in which the same text could be meant: a text that is also base64, say. */
      readonly alternatives: readonly KeyFormat[];
    }
  | {
      readonly ok: false;
      /** One sentence: what is wrong, without quoting the key. */
      readonly message: string;
      /** What was found: "an RSA private key". */
      readonly found?: string;
      /** What is needed: "an elliptic-curve key on P-256". */
      readonly needed?: string;
      /** The key that was read, when its kind is the only thing wrong. */
      readonly key?: HeldKey;
    };

export type SignResult =
  | { readonly ok: true; readonly token: string; readonly alg: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string };

export interface SignInput {
  /** JSON text; its bytes are signed as they are, but for `alg` when it is given below. */
  readonly header: string;
  readonly payload: string;
  readonly key: HeldKey;
  /** Puts this `alg` into the header; the rest of the text stays as it is. */
  readonly alg?: string;
}

/** What to generate. */
export type NewKey =
  | { readonly type: 'secret'; readonly alg: 'HS256' | 'HS384' | 'HS512' }
  | { readonly type: 'RSA'; readonly bits?: 2048 | 3072 | 4096; readonly alg?: string }
  | { readonly type: 'EC'; readonly curve: 'P-256' | 'P-384' | 'P-521' | 'secp256k1' }
  | { readonly type: 'Edwards'; readonly curve: 'Ed25519' | 'Ed448' };

/** A new key in the forms in which people keep it. Holds key material. */
export interface GeneratedKey {
  readonly alg: string;
  readonly kid: string;
  /** Signs: the secret or the private half. */
  readonly signing: HeldKey;
  /** Verifies: the secret again, or the public half. */
  readonly verifying: HeldKey;
  /** JWK texts, indented; `publicJwk` and the PEMs are absent for a secret. */
  readonly jwk: string;
  readonly publicJwk?: string;
  readonly pem?: string;
  readonly publicPem?: string;
  /** The secret in base64url, as configuration files want it. */
  readonly secret?: string;
}

export type Decryption =
  | {
      readonly ok: true;
      readonly plaintext: Uint8Array;
      /** The plaintext as text when it is UTF-8. */
      readonly text?: string;
      readonly header: JsonObject;
      /** "RSA-OAEP-256" and "A256GCM". */
      readonly alg: string;
      readonly enc: string;
    }
  | { readonly ok: false; readonly message: string };
