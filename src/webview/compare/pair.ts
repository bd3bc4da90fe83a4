import type { Branch } from '../../model/view-protocol';
import { t } from '../host/words';

/** What the two sides of a comparison are called. */
export interface PairNames {
  readonly heading: string;
  readonly first: string;
  readonly second: string;
  /** Two runs of their own, and not two branches of one. */
  readonly isTwoRuns: boolean;
}

/** Two runs have names of their own; two branches of one run are told apart by their order. */
export function namesOf(branch: Branch | null): PairNames {
  const pair = branch?.pair;
  return pair
    ? { heading: t('Two runs side by side'), first: pair.first, second: pair.second, isTwoRuns: true }
    : { heading: t('Two branches of one run'), first: t('First run'), second: t('This run'), isTwoRuns: false };
}
