import type { NumberedClaim } from '../content/tutorials';
import type { Tutorial } from './types';

export interface CoveredClaim extends NumberedClaim {
  /** Steps that teach it, as "tutorial/step". */
  readonly taughtBy: readonly string[];
}

/** Which steps teach which claim. */
export function coverage(claims: readonly NumberedClaim[], tutorials: readonly Tutorial[]): readonly CoveredClaim[] {
  return claims.map((claim) => ({
    ...claim,
    taughtBy: tutorials.flatMap(({ id, steps }) =>
      steps.filter(({ teaches }) => teaches.includes(claim.number)).map((step) => `${id}/${step.id}`),
    ),
  }));
}

/** Claims that the lab can run and no step teaches. */
export function untaught(covered: readonly CoveredClaim[]): readonly CoveredClaim[] {
  return covered.filter(({ missing, taughtBy }) => missing === null && taughtBy.length === 0);
}
