import type { Check } from '../../model/checks';
import type { Inspection, JwsInspection } from '../inspect';
import type { JsonObject } from '../json';
import type { Rules } from '../rules';

export { own } from '../own';

/** The checks of a token, in the order in which a verifier makes them. */
export type CheckId =
  | 'structure'
  | 'encoding'
  | 'header-json'
  | 'alg-allowed'
  | 'alg-key'
  | 'crit'
  | 'signature'
  | 'claims-json'
  | 'typ'
  | 'exp'
  | 'nbf'
  | 'iat'
  | 'iss'
  | 'aud'
  | 'required-claims';

/** What a check may look at: the decoded token, the verifier's rules, and the outcome of the checks before it. */
export interface CheckInput {
  readonly inspection: Inspection;
  readonly jws?: JwsInspection;
  /** The JOSE header; in a JSON serialization protected and unprotected parameters together. */
  readonly header?: JsonObject;
  /** Parameters that no signature covers; only a JSON serialization has them. */
  readonly unprotected?: JsonObject;
  readonly claims?: JsonObject;
  readonly rules: Rules;
  readonly outcome: (id: CheckId) => Check['outcome'] | undefined;
}

export type Verdict = Pick<Check, 'outcome' | 'expected' | 'actual' | 'fix' | 'source'>;

/** One rule: a row of the table that `explain` walks through. */
export interface CheckRule {
  readonly id: CheckId;
  readonly title: string;
  readonly source: string;
  judge(this: void, input: CheckInput): Verdict;
}

export function passed(expected: string, actual: string): Verdict {
  return { outcome: 'passed', expected, actual };
}

export function failed(expected: string, actual: string, fix: string, source?: string): Verdict {
  return { outcome: 'failed', expected, actual, fix, ...(source !== undefined && { source }) };
}

/** Nothing to check; `why` goes where the finding would stand. */
export function skipped(why: string, expected?: string): Verdict {
  return { outcome: 'skipped', actual: why, ...(expected !== undefined && { expected }) };
}

export const NO_HEADER = 'The header cannot be read.';
export const NO_CLAIMS = 'The claims cannot be read.';
