import type { LintRule } from './finding';
import { VERIFIER } from './places';

/** An ECDSA signature (r, s) has a twin (r, n − s), and a sloppy reader takes several spellings: same token, other hash. */
export const denylistKey: LintRule = {
  id: 'JW18',
  title: 'Revoked tokens are remembered by "jti"',
  severity: 'warning',
  source: 'RFC 7519 §4.1.7',
  needs: 'how revoked tokens are remembered',
  find({ context: { denylist }, claims }) {
    if (denylist === 'token-hash') {
      return [
        {
          severity: 'warning',
          message:
            'Revoked tokens are remembered by a hash of the whole token: rewritten a little it is valid and not on the list.',
          source: 'RFC 7519 §4.1.7',
          position: VERIFIER,
          fix: { kind: 'advice', title: 'Give every token a "jti" and remember that.' },
        },
      ];
    }
    if (denylist !== 'jti' || !claims || Object.hasOwn(claims, 'jti')) return [];
    return [
      {
        severity: 'warning',
        message: 'Revoked tokens are remembered by "jti", and this token has none: it cannot be revoked.',
        source: 'RFC 7519 §4.1.7',
        position: VERIFIER,
        fix: { kind: 'advice', title: 'Give every token a "jti".' },
      },
    ];
  },
};
