import type { AttackId } from '../../model/attacks';
import type { JsonObject, JsonValue } from '../json';

/** Cryptography and the attacker's belongings, injected. What is absent makes the attacks that need it impossible. */
export interface AttackTools {
  /** HMAC with SHA-2, for HS256, HS384 and HS512. */
  readonly hmac?: (alg: 'HS256' | 'HS384' | 'HS512', secret: Uint8Array, signingInput: string) => Uint8Array;
  /** The server's public key exactly as the server keeps it, line breaks included. */
  readonly publicKeyPem?: string;
  /** A key pair that the attacker made. */
  readonly ownKey?: {
    readonly alg: string;
    readonly publicJwk: JsonObject;
    readonly sign: (signingInput: string) => Uint8Array;
  };
  /** Where the attacker would publish a key set (jku) or a certificate (x5u). */
  readonly ownUrl?: string;
  /** Claims to set in the forged token, such as `{ "role": "admin" }`; null is set like any other value. */
  readonly claims?: Readonly<Record<string, JsonValue>>;
}

/** One change that the forgery made. */
export interface ForgedChange {
  readonly part: 'header' | 'payload' | 'signature';
  /** JSON Pointer, for header and payload. */
  readonly pointer?: string;
  /** Values as short inert text; absent where there was, or is, nothing. */
  readonly before?: string;
  readonly after?: string;
}

export type Forgery =
  | {
      readonly ok: true;
      /** The variants to try, most telling first; at least one. */
      readonly tokens: readonly [string, ...string[]];
      readonly changes: readonly ForgedChange[];
      /** What the attacker found out or has to do besides, in a sentence. */
      readonly note?: string;
    }
  | { readonly ok: false; readonly reason: string };

/** One way to forge a token. Pure: it makes a text, and sends it nowhere. */
export interface Forging {
  /** What it changes. */
  readonly changes: string;
  /** Why a careless verifier could accept it. */
  readonly why: string;
  /** What stops it. */
  readonly stops: string;
  /** "RFC 8725 §2.1". */
  readonly source: string;
  /** Which tools it needs. */
  readonly needs: readonly (keyof AttackTools)[];
  /** @param token a compact JWS; never throws */
  forge(this: void, token: string, tools: AttackTools): Forgery;
}

/** A way to forge a token, by the name under which it is offered everywhere. */
export interface Attack extends Forging {
  readonly id: AttackId;
  readonly title: string;
}
