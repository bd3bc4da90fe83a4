import type { Trace } from '../model';
import { match } from './match';
import type { Prediction } from './types';

/**
 * The choice that came true: the first whose condition holds, else the one without a condition.
 * @returns its id, or null when none came true
 */
export function truthOf({ choices }: Prediction, trace: Trace, from: number): string | null {
  const held = choices.find(({ when }) => when !== null && match(when, trace, from).holds);
  return (held ?? choices.find(({ when }) => when === null))?.id ?? null;
}
