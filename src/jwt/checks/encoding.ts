import type { PartProblem } from '../inspect';
import { failed, passed, skipped, type CheckRule } from './check-rule';

export const encoding: CheckRule = {
  id: 'encoding',
  title: 'Every part is strict base64url, and header and payload are UTF-8',
  source: 'RFC 7515 §2',
  judge({ jws }) {
    if (!jws) return skipped('There are not three parts to decode.');
    const expected = 'base64url without padding; UTF-8 inside';
    for (const name of ['header', 'payload', 'signature'] as const) {
      const problem = jws[name].problems.find(({ layer }) => layer === 'base64url' || layer === 'utf-8');
      if (problem)
        return failed(expected, `In the ${name}: ${problem.message}`, encodingFix(problem), sourceOf(problem));
    }
    return passed(expected, 'All parts decode');
  },
};

function sourceOf(problem: PartProblem): string {
  if (problem.layer === 'utf-8') return 'RFC 7519 §7.2';
  return problem.cause === 'non-canonical-bits' ? 'RFC 4648 §3.5' : 'RFC 7515 §2';
}

function encodingFix(problem: PartProblem): string {
  switch (problem.cause) {
    case 'padding':
      return 'Remove every "=" at the end of the part.';
    case 'whitespace':
      return 'Remove the whitespace and line breaks.';
    case 'standard-alphabet':
      return 'Encode as base64url: "-" for "+", "_" for "/".';
    case 'impossible-length':
      return 'Copy the part again; a character is missing or too many.';
    case 'non-canonical-bits':
      return 'Encode the same bytes again with an encoder that leaves unused bits zero.';
    case 'non-alphabet':
      return 'Remove or correct the character.';
    default:
      return 'Write the JSON in UTF-8 before encoding it.';
  }
}
