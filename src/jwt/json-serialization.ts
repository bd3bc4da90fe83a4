import type { BytesPart, JsonPart, JwsInspection } from './inspect';
import type { JsonObject } from './json';

/** What is wrong with a JSON serialization as such; what is wrong within a part stands with the part. */
export interface SerializationProblem {
  readonly layer: 'serialization';
  readonly cause:
    'missing-member' | 'empty-member' | 'wrong-type' | 'mixed-forms' | 'empty-list' | 'repeated-parameter';
  /** JSON Pointer (RFC 6901) into the text. */
  readonly pointer: string;
  readonly message: string;
}

/** One signature of a JWS in JSON (RFC 7515 §7.2), read as the compact token it corresponds to. */
export interface JsonSignature {
  /** Where it stands: '' in the flattened form, '/signatures/0' in the general one. */
  readonly pointer: string;
  /** `protected.payload.signature`: what a verifier checks, and what `inspect` reads. */
  readonly compact: string;
  readonly inspection: JwsInspection;
  /** The header parameters that no signature covers. */
  readonly unprotected?: JsonObject;
  /** Protected and unprotected parameters together: the JOSE header of RFC 7515 §4. */
  readonly header: JsonObject;
}

/** A JWS in JSON: flattened (one signature) or general (a list of them). */
export interface JwsJsonInspection {
  readonly kind: 'jws-json';
  readonly form: 'flattened' | 'general';
  readonly signatures: readonly JsonSignature[];
  readonly problems: readonly SerializationProblem[];
}

/** One recipient of a JWE in JSON (RFC 7516 §7.2). */
export interface JsonRecipient {
  readonly pointer: string;
  readonly encryptedKey?: BytesPart;
  /** Protected, shared and own parameters together. */
  readonly header: JsonObject;
}

/** A JWE in JSON: only headers can be read without a key. `start` of a part counts in its own member here. */
export interface JweJsonInspection {
  readonly kind: 'jwe-json';
  readonly form: 'flattened' | 'general';
  readonly protected?: JsonPart;
  readonly unprotected?: JsonObject;
  readonly recipients: readonly JsonRecipient[];
  readonly initializationVector?: BytesPart;
  readonly ciphertext?: BytesPart;
  readonly authenticationTag?: BytesPart;
  readonly additionalData?: BytesPart;
  readonly problems: readonly SerializationProblem[];
}
