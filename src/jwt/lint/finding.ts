import type { Algorithm, KeyKind } from '../algorithms';
import type { Inspection, JsonPart, JwsInspection } from '../inspect';
import type { JsonObject } from '../json';
import type { Rules } from '../rules';

export type LintId =
  | 'JW01'
  | 'JW02'
  | 'JW03'
  | 'JW04'
  | 'JW05'
  | 'JW06'
  | 'JW07'
  | 'JW08'
  | 'JW09'
  | 'JW10'
  | 'JW11'
  | 'JW12'
  | 'JW13'
  | 'JW14'
  | 'JW15'
  | 'JW16'
  | 'JW17'
  | 'JW18'
  | 'JW19';

export type Severity = 'error' | 'warning' | 'information';

/** What a finding is about; `verifier` when it is the verifier's configuration and not the token. */
export type FindingPlace = 'token' | 'header' | 'payload' | 'signature' | 'verifier';

export interface FindingPosition {
  readonly place: FindingPlace;
  /** UTF-16 offset and length in the token: what an editor underlines. 0 and the whole token where nothing smaller fits. */
  readonly offset: number;
  readonly length: number;
  /** JSON Pointer (RFC 6901) of the member in header or payload. */
  readonly pointer?: string;
}

/**
 * What would help. A replacement can be made in the text at once; as it changes what is signed or drops the signature's
 * worth, it is offered only where the signature stays valid. All else is advice.
 */
export type FindingFix =
  | {
      readonly kind: 'replacement';
      readonly title: string;
      /** UTF-16 offset and length in the token, and what to put there. */
      readonly offset: number;
      readonly length: number;
      readonly text: string;
    }
  | { readonly kind: 'advice'; readonly title: string };

export interface Finding {
  readonly id: LintId;
  readonly severity: Severity;
  /** One plain-text sentence; escape it for Markdown and HTML. */
  readonly message: string;
  /** "RFC 8725 §3.1". */
  readonly source: string;
  readonly position: FindingPosition;
  readonly fix?: FindingFix;
}

/** What is known besides the token. Rules that need something which is absent do not run. */
export interface LintContext {
  /** Seconds since 1970. */
  readonly now?: number;
  /** The verifier's own options; `now` is not needed here. */
  readonly verifier?: Omit<Rules, 'now' | 'verifySignature'>;
  readonly key?: {
    readonly kind: KeyKind;
    /** Size of a shared secret. */
    readonly secretBytes?: number;
    /** The `alg` that the key itself is bound to. */
    readonly alg?: string;
  };
  /** Tells whether the token's HMAC was made with this secret: lets JW04 try the word list. */
  readonly madeWith?: (alg: string, signingInput: string, signature: Uint8Array, secret: string) => boolean;
  readonly policy?: {
    /** Longest time from `iat` (or `nbf`, or now) to `exp`, in seconds. */
    readonly maxLifetime?: number;
  };
  /** How logged-out tokens are remembered, if they are. */
  readonly denylist?: 'jti' | 'token-hash';
  /** Where keys may come from: URL prefixes that `jku` and `x5u` may begin with. */
  readonly trustedKeyUrls?: readonly string[];
  /** Rules that are switched off. */
  readonly off?: readonly LintId[];
}

export interface LintInput {
  readonly token: string;
  readonly inspection: Inspection;
  readonly jws?: JwsInspection;
  readonly header?: JsonObject;
  readonly claims?: JsonObject;
  readonly headerPart: JsonPart;
  readonly payloadPart?: JsonPart;
  readonly algorithm?: Algorithm;
  readonly context: LintContext;
}

/** One rule. */
export interface LintRule {
  readonly id: LintId;
  /** The rule as a short sentence, for a list of rules that can be switched off. */
  readonly title: string;
  readonly severity: Severity;
  readonly source: string;
  /** What it needs besides the token, in words; absent when it always runs. */
  readonly needs?: string;
  find(this: void, input: LintInput): readonly Omit<Finding, 'id'>[];
}
