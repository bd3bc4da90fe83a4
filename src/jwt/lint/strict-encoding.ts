import { encodeBase64url } from '../base64url';
import type { BytesPart, PartProblem } from '../inspect';
import { rootProblems } from '../root-problems';
import type { FindingFix, FindingPlace, LintInput, LintRule } from './finding';

/** Sloppy encoding gives one token several spellings, and readers that disagree about what it says. */
export const strictEncoding: LintRule = {
  id: 'JW16',
  title: 'Every part is strictly encoded and readable',
  severity: 'error',
  source: 'RFC 7515 §2',
  find(input) {
    const { inspection } = input;
    const structure =
      inspection.kind === 'malformed'
        ? [
            {
              severity: 'error' as const,
              message: inspection.problem.message,
              source: 'RFC 7515 §3.1',
              position: {
                place: 'token' as const,
                offset: Math.min(inspection.problem.offset, Math.max(0, input.token.length - 1)),
                length: input.token === '' ? 0 : 1,
              },
            },
          ]
        : [];
    return [
      ...structure,
      ...parts(input).flatMap(([place, part]) =>
        rootProblems(part).map((problem) => finding(input, place, part, problem)),
      ),
    ];
  },
};

function parts({ inspection }: LintInput): readonly (readonly [FindingPlace, BytesPart])[] {
  switch (inspection.kind) {
    case 'jws': {
      // A nested token as payload is no JSON and need not be.
      const payload: BytesPart = inspection.nested ? { ...inspection.payload, problems: [] } : inspection.payload;
      return [
        ['header', inspection.header],
        ['payload', payload],
        ['signature', inspection.signature],
      ];
    }
    case 'jwe':
      return [
        ['header', inspection.header],
        ['token', inspection.encryptedKey],
        ['token', inspection.initializationVector],
        ['token', inspection.ciphertext],
        ['token', inspection.authenticationTag],
      ];
    case 'malformed':
      return inspection.header.raw === '' ? [] : [['header', inspection.header]];
  }
}

function finding(input: LintInput, place: FindingPlace, part: BytesPart, problem: PartProblem) {
  const offset = Math.min(problem.tokenOffset, Math.max(0, input.token.length - 1));
  const reach = problem.cause === 'padding' ? part.start + part.raw.length - offset : 1;
  const fix = place === 'signature' && problem.layer === 'base64url' ? rewritten(part, problem) : undefined;
  return {
    severity: 'error' as const,
    message: problem.message,
    source: sourceOf(problem),
    position: { place, offset, length: Math.max(1, reach) },
    ...(fix && { fix }),
  };
}

/** The signature covers header and payload as they are written, but not how it is written itself. */
function rewritten(part: BytesPart, { cause }: PartProblem): FindingFix | undefined {
  if (cause === 'non-alphabet' || cause === 'impossible-length') return undefined;
  return {
    kind: 'replacement',
    title: 'Write the same signature strictly',
    offset: part.start,
    length: part.raw.length,
    text: encodeBase64url(part.bytes),
  };
}

function sourceOf(problem: PartProblem): string {
  switch (problem.layer) {
    case 'base64url':
      return problem.cause === 'non-canonical-bits' ? 'RFC 4648 §3.5' : 'RFC 7515 §2';
    case 'utf-8':
      return 'RFC 8725 §3.7';
    case 'json':
    case 'shape':
      return 'RFC 7519 §7.2';
  }
}
