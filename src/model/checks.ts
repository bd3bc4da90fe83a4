/**
 * A check is one rule applied to one input, kept so that a learner can ask "why?".
 * Verdicts on cookies and tokens are lists of checks in the order in which they were made.
 */
export interface Check {
  /** Stable id, kebab-case, unique within its list: `exp`, `secure-origin`. */
  readonly id: string;
  /** The rule as a short sentence: "The token has not expired". */
  readonly title: string;
  /** `skipped`: an earlier failure or a missing setting left nothing to check. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What the rule asks for, in words or as a value. */
  readonly expected?: string;
  /** What was found. */
  readonly actual?: string;
  /** The smallest change that would turn a failure into a pass. */
  readonly fix?: string;
  /** Where the rule is written: "RFC 7519 §4.1.4". */
  readonly source?: string;
}

/** The first failed check, which is the reason for a refusal; undefined when all passed. */
export function firstFailure(checks: readonly Check[]): Check | undefined {
  return checks.find((check) => check.outcome === 'failed');
}
