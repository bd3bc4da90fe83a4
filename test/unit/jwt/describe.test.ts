import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  describeTimes,
  duration,
  isoTime,
  isReadable,
  relativeTime,
  type JsonObject,
  type TimeState,
} from '../../../src/jwt';
import { isExpired, isTooEarly } from '../../../src/jwt/describe';

const NOW = 1_785_499_200; // 2026-07-31T12:00:00Z

const states: [claims: JsonObject, tolerance: number, state: TimeState, sentence: string][] = [
  [{ exp: NOW + 300 }, 0, 'valid-by-its-times', 'Valid by its times; expires in 5 minutes.'],
  [{ exp: NOW + 1 }, 0, 'valid-by-its-times', 'Valid by its times; expires in 1 second.'],
  [{ exp: NOW }, 0, 'expired', 'Expires this very second.'],
  [{ exp: NOW - 1 }, 0, 'expired', 'Expired 1 second ago.'],
  [{ exp: NOW - 5 }, 10, 'valid-by-its-times', 'Valid by its times; expired 5 seconds ago, within the tolerance.'],
  [{ exp: NOW - 10 }, 10, 'expired', 'Expired 10 seconds ago.'],
  [{ nbf: NOW }, 0, 'no-exp', 'Has no "exp": it never expires by itself.'],
  [{ nbf: NOW + 1 }, 0, 'not-yet-valid', 'Not valid yet; becomes valid in 1 second.'],
  [{ nbf: NOW + 10 }, 10, 'no-exp', 'Has no "exp": it never expires by itself.'],
  [{ exp: NOW - 1, nbf: NOW + 1 }, 0, 'expired', 'Expired 1 second ago.'],
  [{}, 0, 'no-exp', 'Has no "exp": it never expires by itself.'],
  [{ exp: 'tomorrow' }, 0, 'unreadable', '"exp" is "tomorrow", not a number of seconds.'],
  [{ exp: 1e300 }, 0, 'unreadable', '"exp" is 1e+300, which is beyond any date.'],
  [{ exp: NOW + 1, nbf: null }, 0, 'unreadable', '"nbf" is null, not a number of seconds.'],
];

test.each(states)('%j with tolerance %i is %s', (claims, tolerance, state, sentence) => {
  expect(describeTimes(claims, NOW, tolerance)).toMatchObject({ state, sentence });
});

test('a time is told absolutely and relatively', () => {
  const { exp, iat } = describeTimes({ exp: NOW + 5400, iat: NOW - 90_000 }, NOW);
  expect(exp).toMatchObject({
    iso: '2026-07-31T13:30:00Z',
    relative: 'in 1 hour 30 minutes',
    looksLikeMilliseconds: false,
  });
  expect(iat).toMatchObject({ iso: '2026-07-30T11:00:00Z', relative: '1 day 1 hour ago' });
});

test('milliseconds are suspected', () => {
  const { exp } = describeTimes({ exp: NOW * 1000 }, NOW);
  expect(exp && isReadable(exp) && exp.looksLikeMilliseconds).toBe(true);
});

test('without a clock, nothing counts as valid', () => {
  expect(describeTimes({ exp: NOW }, Number.NaN).state).toBe('unreadable');
  expect(isExpired(NOW, Number.NaN, 0)).toBe(true);
  expect(isTooEarly(NOW, Number.NaN, 0)).toBe(true);
});

test('inherited members are no claims', () => {
  expect(describeTimes(Object.create({ exp: 1 }) as JsonObject, NOW).state).toBe('no-exp');
});

test.each([
  [0, '0 seconds'],
  [0.5, 'less than a second'],
  [1, '1 second'],
  [60, '1 minute'],
  [3599, '59 minutes 59 seconds'],
  [3601, '1 hour'],
  [86_400 * 3 + 3600 * 4, '3 days 4 hours'],
  [31_557_600 * 2, '2 years'],
  [31_536_000, '365 days'],
  [-90, '1 minute 30 seconds'],
  [Infinity, 'forever'],
])('%d seconds last %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

describe('isoTime', () => {
  it('agrees with Date and never throws', () => {
    fc.assert(
      fc.property(fc.double(), (seconds) => {
        const iso = isoTime(seconds);
        if (iso !== undefined)
          expect(Math.abs(Date.parse(iso) / 1000 - seconds)).toBeLessThan(0.0011 + Math.abs(seconds) * 1e-12);
        else expect(Math.abs(seconds) <= 8.64e12).toBe(false);
        relativeTime(seconds, NOW);
      }),
    );
  });

  it('keeps fractions', () => {
    expect(isoTime(1.5)).toBe('1970-01-01T00:00:01.500Z');
  });
});
