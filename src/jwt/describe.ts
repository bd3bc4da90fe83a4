import type { JsonObject, JsonValue } from './json';
import { show } from './show';

/** The registered claims that hold a NumericDate: seconds since 1970-01-01T00:00:00Z, fractions allowed (RFC 7519 §2). */
export type TimeClaim = 'exp' | 'nbf' | 'iat';

export interface Moment {
  readonly claim: TimeClaim;
  readonly seconds: number;
  /** "2026-07-31T12:00:00Z". */
  readonly iso: string;
  /** "in 5 minutes", "3 days 4 hours ago", "now". */
  readonly relative: string;
  /** So far in the future that it was probably written in milliseconds. */
  readonly looksLikeMilliseconds: boolean;
}

/** The claim is there but is no time. */
export interface UnreadableMoment {
  readonly claim: TimeClaim;
  readonly message: string;
}

export type TimeState = 'expired' | 'not-yet-valid' | 'valid-by-its-times' | 'no-exp' | 'unreadable';

export interface TimesDescription {
  readonly exp?: Moment | UnreadableMoment;
  readonly nbf?: Moment | UnreadableMoment;
  readonly iat?: Moment | UnreadableMoment;
  readonly state: TimeState;
  /** The state in one sentence; says nothing about whether the token is genuine. */
  readonly sentence: string;
}

/**
 * Reads the times of a claims set.
 * @param now seconds since 1970, injected
 * @param tolerance seconds by which clocks may differ
 */
export function describeTimes(claims: JsonObject, now: number, tolerance = 0): TimesDescription {
  const exp = moment(claims, 'exp', now);
  const nbf = moment(claims, 'nbf', now);
  const iat = moment(claims, 'iat', now);
  const all = { ...(exp && { exp }), ...(nbf && { nbf }), ...(iat && { iat }) };
  return { ...all, ...judge(exp, nbf, now, tolerance) };
}

export function isReadable(moment: Moment | UnreadableMoment): moment is Moment {
  return 'seconds' in moment;
}

/** True from the second of `exp` on: the token is valid only *before* it (RFC 7519 §4.1.4). Closed for a clock that is NaN. */
export function isExpired(exp: number, now: number, tolerance: number): boolean {
  return !(now < exp + tolerance);
}

/** True before the second of `nbf` (RFC 7519 §4.1.5). Closed for a clock that is NaN. */
export function isTooEarly(nbf: number, now: number, tolerance: number): boolean {
  return !(now >= nbf - tolerance);
}

/** Beyond this many seconds (the year 5138) a time was surely meant in milliseconds. */
const MILLISECONDS_FROM = 1e11;
/** ECMAScript's last representable moment, in seconds. */
const LAST = 8.64e12;

/** "2026-07-31T12:00:00Z", or undefined beyond the range of dates. Fractions are kept to the millisecond. */
export function isoTime(seconds: number): string | undefined {
  if (!(Math.abs(seconds) <= LAST)) return undefined;
  return new Date(Math.floor(seconds * 1000)).toISOString().replace('.000Z', 'Z');
}

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['year', 31_557_600],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "15 minutes", "1 hour 30 minutes", "2 years 3 days": the two largest neighboring units; sign ignored. A year is 365.25 days. */
export function duration(seconds: number): string {
  let rest = Math.floor(Math.abs(seconds));
  if (!Number.isFinite(rest)) return 'forever';
  if (rest === 0) return seconds === 0 ? '0 seconds' : 'less than a second';
  const first = UNITS.findIndex(([, size]) => rest >= size);
  const words: string[] = [];
  for (const [name, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return words.join(' ');
}

/** "in 5 minutes", "5 minutes ago", "now"; "at an unknown distance" for a clock that is NaN. */
export function relativeTime(seconds: number, now: number): string {
  const difference = seconds - now;
  if (difference === 0) return 'now';
  if (Number.isNaN(difference)) return 'at an unknown distance';
  return difference > 0 ? `in ${duration(difference)}` : `${duration(difference)} ago`;
}

/** A NumericDate with its meaning: `1785499200 (2026-07-31T12:00:00Z, in 5 minutes)`. */
export function showTime(seconds: number, now: number): string {
  const iso = isoTime(seconds);
  return iso === undefined ? `${seconds} (beyond any date)` : `${seconds} (${iso}, ${relativeTime(seconds, now)})`;
}

function moment(claims: JsonObject, claim: TimeClaim, now: number): Moment | UnreadableMoment | undefined {
  const value: JsonValue | undefined = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number') return { claim, message: `"${claim}" is ${show(value)}, not a number of seconds.` };
  const iso = isoTime(value);
  if (iso === undefined) return { claim, message: `"${claim}" is ${value}, which is beyond any date.` };
  return {
    claim,
    seconds: value,
    iso,
    relative: relativeTime(value, now),
    looksLikeMilliseconds: value >= MILLISECONDS_FROM,
  };
}

type Time = Moment | UnreadableMoment | undefined;

function judge(exp: Time, nbf: Time, now: number, tolerance: number): Pick<TimesDescription, 'state' | 'sentence'> {
  if (!Number.isFinite(now)) return { state: 'unreadable', sentence: 'There is no clock to compare the times with.' };
  for (const time of [exp, nbf]) {
    if (time && !isReadable(time)) return { state: 'unreadable', sentence: time.message };
  }
  if (exp && isReadable(exp) && isExpired(exp.seconds, now, tolerance)) {
    return {
      state: 'expired',
      sentence: exp.seconds === now ? 'Expires this very second.' : `Expired ${exp.relative}.`,
    };
  }
  if (nbf && isReadable(nbf) && isTooEarly(nbf.seconds, now, tolerance)) {
    return { state: 'not-yet-valid', sentence: `Not valid yet; becomes valid ${nbf.relative}.` };
  }
  if (!exp) return { state: 'no-exp', sentence: 'Has no "exp": it never expires by itself.' };
  const ends = isReadable(exp)
    ? exp.seconds > now
      ? `expires ${exp.relative}`
      : `expired ${exp.relative}, within the tolerance`
    : '';
  return { state: 'valid-by-its-times', sentence: `Valid by its times; ${ends}.` };
}
