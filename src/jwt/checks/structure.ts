import { failed, passed, type CheckRule } from './check-rule';

export const structure: CheckRule = {
  id: 'structure',
  title: 'The token has three parts: header, payload and signature',
  source: 'RFC 7515 §3.1',
  judge({ inspection }) {
    const expected = 'Three parts, separated by dots';
    switch (inspection.kind) {
      case 'jws':
        return passed(expected, 'Three parts');
      case 'jwe':
        return failed(
          expected,
          'Five parts: an encrypted token (JWE)',
          'Decrypt it first; what is inside may be a signed token.',
          'RFC 7516 §3.1',
        );
      case 'malformed':
        return failed(expected, inspection.problem.message, structureFix(inspection.partCount));
    }
  },
};

function structureFix(partCount: number): string {
  return partCount === 2
    ? 'Put back the dot and the signature after the payload.'
    : 'Copy the whole token, and nothing else.';
}
