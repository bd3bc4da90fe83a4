import { relativeTime } from '../describe';
import { own } from '../own';
import type { LintRule } from './finding';
import { inPayload } from './places';

/** Clocks differ by a little; this many seconds are let pass where the verifier says nothing. */
const USUAL_TOLERANCE = 60;

export const issuedInFuture: LintRule = {
  id: 'JW08',
  title: 'The token was not issued in the future',
  severity: 'warning',
  source: 'RFC 7519 §4.1.6',
  needs: 'a clock',
  find(input) {
    const { claims, context } = input;
    const iat = claims && own(claims, 'iat');
    const { now } = context;
    if (now === undefined || typeof iat !== 'number' || iat >= 1e11) return [];
    if (iat <= now + (context.verifier?.clockTolerance ?? USUAL_TOLERANCE)) return [];
    return [
      {
        severity: 'warning',
        message: `"iat" lies in the future, ${relativeTime(iat, now)}: a clock is wrong, or somebody made the token up.`,
        source: 'RFC 7519 §4.1.6',
        position: inPayload(input, 'iat'),
        fix: { kind: 'advice', title: 'Compare the clocks of issuer and verifier.' },
      },
    ];
  },
};
