import { waiting } from './parts/waiting';

/** Longer than a session may lie idle. */
export const wait31Minutes = waiting(
  'wait-31-minutes',
  'Let 31 minutes pass',
  31,
  'An idle session ends: the browser drops the cookie, and the server accepts neither it nor a copy any more.',
);
