import type { Fault } from '../../../model';

const MINUTE = 60_000;

/** A span of time that means something to a session or a token. Nobody asks anything meanwhile. */
export function waiting(id: string, title: string, minutes: number, teaches: string): Fault {
  return {
    id,
    kind: 'time',
    title,
    teaches,
    target: 'browser',
    unavailable: () => null,
    strike: (tools) => tools.advanceClock(minutes * MINUTE),
  };
}
