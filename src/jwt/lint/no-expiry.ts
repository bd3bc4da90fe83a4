import type { LintRule } from './finding';
import { wholePart } from './places';

export const noExpiry: LintRule = {
  id: 'JW05',
  title: 'The token expires',
  severity: 'warning',
  source: 'RFC 7519 §4.1.4',
  find({ claims, payloadPart }) {
    if (!claims || !payloadPart || Object.hasOwn(claims, 'exp')) return [];
    return [
      {
        severity: 'warning',
        message: 'There is no "exp": whoever gets hold of this token can use it forever.',
        source: 'RFC 7519 §4.1.4',
        position: wholePart('payload', payloadPart),
        fix: { kind: 'advice', title: 'Issue it with "exp", a few minutes from now for an access token.' },
      },
    ];
  },
};
