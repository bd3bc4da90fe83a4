import { failed, type Verdict } from './check-rule';

/** Without a clock nothing can be said about a time, and a verifier must then say no. Undefined when the clock is one. */
export function noClock(now: number): Verdict | undefined {
  if (Number.isFinite(now)) return undefined;
  return failed('A clock', `The verifier's clock reads ${now}`, 'Give the current time in seconds since 1970.');
}
