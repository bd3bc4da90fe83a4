import type { Fault } from '../../model';

const SIXTEEN_MINUTES = 16 * 60 * 1000;

/** Longer than the token lives, shorter than a session may lie idle. */
export const wait16Minutes: Fault = {
  id: 'wait-16-minutes',
  title: 'Let 16 minutes pass',
  teaches:
    'The access token is over after 15 minutes whatever its user does; the session lasts 30 minutes from its last use.',
  target: 'app',
  unavailable: () => null,
  strike: (tools) => tools.advanceClock(SIXTEEN_MINUTES),
};
