import { duration } from '../describe';
import { own } from '../own';
import type { LintRule } from './finding';
import { inPayload } from './places';

export const lifetime: LintRule = {
  id: 'JW07',
  title: 'The token lives no longer than the policy allows',
  severity: 'warning',
  source: 'RFC 6750 §5.3',
  needs: 'a longest lifetime',
  find(input) {
    const { claims, context } = input;
    const most = context.policy?.maxLifetime;
    const exp = claims && own(claims, 'exp');
    if (!claims || most === undefined || typeof exp !== 'number') return [];
    const from = [own(claims, 'iat'), own(claims, 'nbf'), context.now].find((time) => typeof time === 'number');
    if (typeof from !== 'number' || exp - from <= most) return [];
    return [
      {
        severity: 'warning',
        message: `It lives for ${duration(exp - from)}; the policy allows ${duration(most)}.`,
        source: 'RFC 6750 §5.3',
        position: inPayload(input, 'exp'),
        fix: { kind: 'advice', title: 'Issue short-lived tokens and renew them with a refresh token.' },
      },
    ];
  },
};
