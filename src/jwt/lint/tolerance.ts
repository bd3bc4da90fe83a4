import { duration } from '../describe';
import type { LintRule } from './finding';
import { VERIFIER } from './places';

/** RFC 7519 §4.1.4: "usually no more than a few minutes". */
const MOST = 300;

export const tolerance: LintRule = {
  id: 'JW19',
  title: 'The clock tolerance is a few minutes at most',
  severity: 'warning',
  source: 'RFC 7519 §4.1.4',
  needs: 'the verifier’s options',
  find({ context: { verifier } }) {
    const { clockTolerance = 0 } = verifier ?? {};
    if (!(clockTolerance > MOST)) return [];
    return [
      {
        severity: 'warning',
        message: `The verifier lets every token live ${duration(clockTolerance)} longer than it says.`,
        source: 'RFC 7519 §4.1.4',
        position: VERIFIER,
        fix: { kind: 'advice', title: 'Set the tolerance to a minute or two, and keep the clocks right.' },
      },
    ];
  },
};
