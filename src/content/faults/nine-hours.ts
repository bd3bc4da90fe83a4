import { waiting } from './parts/waiting';

/** Longer than any login may last, however busy. */
export const nineHours = waiting(
  'nine-hours',
  'Let 9 hours pass',
  9 * 60,
  'No login lasts longer than 8 hours here, however busy: use keeps a session from lying idle, not from growing old.',
);
