import type { LintRule } from './finding';
import { VERIFIER, wholePart } from './places';

export const audience: LintRule = {
  id: 'JW09',
  title: 'The token says whom it is for, and the verifier looks',
  severity: 'warning',
  source: 'RFC 8725 §3.9',
  find({ claims, payloadPart, context: { verifier } }) {
    if (!claims || !payloadPart) return [];
    const common = { severity: 'warning', source: 'RFC 8725 §3.9' } as const;
    if (!Object.hasOwn(claims, 'aud')) {
      const message =
        'There is no "aud": a token for one service is accepted by every other that trusts the same issuer.';
      const title = 'Issue it with "aud", the name of the service that it is for.';
      return [
        { ...common, message, position: wholePart('payload', payloadPart), fix: { kind: 'advice', title } as const },
      ];
    }
    if (!verifier || verifier.audience !== undefined) return [];
    const message = 'The verifier does not look at "aud": it accepts tokens that were issued for somebody else.';
    return [
      {
        ...common,
        message,
        position: VERIFIER,
        fix: { kind: 'advice', title: 'Tell the verifier its own name.' } as const,
      },
    ];
  },
};
