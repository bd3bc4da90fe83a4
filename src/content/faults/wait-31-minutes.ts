import type { Fault } from '../../model';

const THIRTY_ONE_MINUTES = 31 * 60 * 1000;

/** Longer than a session may lie idle. */
export const wait31Minutes: Fault = {
  id: 'wait-31-minutes',
  title: 'Let 31 minutes pass',
  teaches: 'An idle session ends: the browser drops the cookie, and the store no longer gives out the row.',
  target: 'app',
  unavailable: () => null,
  strike: (tools) => tools.advanceClock(THIRTY_ONE_MINUTES),
};
