import type { BytesPart, PartProblem } from './inspect';

/**
 * The problems of a part that are not merely what comes of another: where a character stops the decoding, the JSON
 * behind it is missing, and to say so as well would only hide the one thing to mend.
 */
export function rootProblems({ problems }: Pick<BytesPart, 'problems'>): readonly PartProblem[] {
  const lost = problems.filter(({ cause }) => cause === 'non-alphabet' || cause === 'impossible-length');
  return lost.length > 0 ? lost : problems;
}
