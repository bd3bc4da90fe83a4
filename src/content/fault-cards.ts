import type { FaultCard } from '../model';
import { faults } from './faults';

/** The failures as data, for menus in other processes. */
export const faultCards: readonly FaultCard[] = faults.map(
  ({ id, kind, title, teaches, target, parameters = [], at = [] }) => ({
    id,
    kind,
    title,
    teaches,
    target,
    parameters,
    at,
  }),
);
