import { waiting } from './parts/waiting';

/** Longer than a token lives, shorter than a session may lie idle. */
export const wait16Minutes = waiting(
  'wait-16-minutes',
  'Let 16 minutes pass',
  16,
  'An access token is over after 15 minutes or less, whatever its user does; a session lasts 30 from its last use.',
);
