import type { Fault, FaultCard } from '../../model';
import { deleteCredential } from './delete-credential';
import { emptyStore } from './empty-store';
import { forgeRole } from './forge-role';
import { kill } from './kill';
import { newSecret } from './new-secret';
import { restart } from './restart';
import { steal } from './steal';
import { tamper } from './tamper';
import { wait16Minutes } from './wait-16-minutes';
import { wait31Minutes } from './wait-31-minutes';

/** Every failure that a learner can inject, in the order of menus: server, store, browser, time. */
export const faults: readonly Fault[] = [
  kill,
  restart,
  newSecret,
  emptyStore,
  steal,
  deleteCredential,
  tamper,
  forgeRole,
  wait16Minutes,
  wait31Minutes,
];

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
