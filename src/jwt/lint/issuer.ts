import type { LintRule } from './finding';
import { VERIFIER, wholePart } from './places';

export const issuer: LintRule = {
  id: 'JW10',
  title: 'The token says who issued it, and the verifier looks',
  severity: 'warning',
  source: 'RFC 8725 §3.8',
  find({ claims, payloadPart, context: { verifier } }) {
    if (!claims || !payloadPart) return [];
    const common = { severity: 'warning', source: 'RFC 8725 §3.8' } as const;
    if (!Object.hasOwn(claims, 'iss')) {
      const message = 'There is no "iss": nobody can tell whose keys it should be checked with.';
      const title = 'Issue it with "iss", and bind every issuer to its own keys.';
      return [
        { ...common, message, position: wholePart('payload', payloadPart), fix: { kind: 'advice', title } as const },
      ];
    }
    if (!verifier || verifier.issuer !== undefined) return [];
    const message = 'The verifier does not look at "iss": any issuer whose key it knows may speak for any other.';
    const title = 'Tell the verifier which issuer it expects, and use only that one’s keys.';
    return [{ ...common, message, position: VERIFIER, fix: { kind: 'advice', title } as const }];
  },
};
