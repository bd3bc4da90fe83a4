import type { Fault, FaultCard } from '../../model';
import { kill } from './kill';
import { restart } from './restart';

/** Every failure that a learner can inject, in the order of menus. */
export const faults: readonly Fault[] = [kill, restart];

export function findFault(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id);
}

/** The failures as data, for menus in other processes. */
export const faultCards: readonly FaultCard[] = faults.map(({ id, title, teaches, target }) => ({
  id,
  title,
  teaches,
  target,
}));
