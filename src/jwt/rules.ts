import type { KeyKind } from './algorithms';

/**
 * Verifies one signature. Injected, since keys and cryptography belong to whoever runs this.
 * @param alg a signature algorithm that the rules allow and the key fits; never `none`
 * @param signingInput ASCII: header and payload as they stand in the token, joined by a dot (RFC 7515 §5.2)
 */
export type VerifySignature = (alg: string, signingInput: string, signature: Uint8Array) => boolean | 'unsupported';

/** What a verifier insists on. Whatever is left out is not checked, and the explanation says so. */
export interface Rules {
  /** Seconds since 1970. */
  readonly now: number;
  /** Seconds by which clocks may differ; 0 when absent. */
  readonly clockTolerance?: number;
  /** Names of allowed algorithms. When absent: those that fit the key (RFC 8725 §3.1 wants them named). */
  readonly algorithms?: readonly string[];
  /** What kind of key the verifier holds. */
  readonly key?: KeyKind;
  readonly verifySignature?: VerifySignature;
  /** Expected `typ`; compared as a media type (RFC 7515 §4.1.9). */
  readonly typ?: string;
  /** Accepted issuers: one of them. */
  readonly issuer?: string | readonly string[];
  /** Who the verifier is: one of these must be among the token's audiences. */
  readonly audience?: string | readonly string[];
  /** Claims that must be there, whatever their value. */
  readonly requireClaims?: readonly string[];
}

/** One or many, as a list. */
export function asList(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** The tolerance in force: a negative or unreadable one counts as none. */
export function toleranceOf(rules: Rules): number {
  const { clockTolerance = 0 } = rules;
  return Number.isFinite(clockTolerance) && clockTolerance > 0 ? clockTolerance : 0;
}
