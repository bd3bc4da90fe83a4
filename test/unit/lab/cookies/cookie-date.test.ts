import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCookieDate } from '../../../../src/lab/browser/cookies/parse/cookie-date';

describe('a cookie date (RFC 6265bis §5.1.1)', () => {
  const birthday = '2037-10-21T07:28:00.000Z';
  test.each([
    ['Wed, 21 Oct 2037 07:28:00 GMT', birthday],
    ['Wednesday, 21-Oct-37 07:28:00 GMT', birthday],
    ['Wed Oct 21 07:28:00 2037', birthday],
    ['07:28:00 21 October 2037', birthday],
    ['2037 21 OCT 7:28:0', birthday],
    ['"Wed, 21 Oct 2037 07:28:00 GMT"', birthday],
    // Letters after digits are allowed, and zones are read by nobody.
    ['21st Oct 2037AD 07:28:00.123 PST', birthday],
    ['21 Oct 69 00:00:00', '2069-10-21T00:00:00.000Z'],
    ['21 Oct 70 00:00:00', '1970-10-21T00:00:00.000Z'],
    ['21 Oct 99 00:00:00', '1999-10-21T00:00:00.000Z'],
    // The first number is the day, the second the year.
    ['10 11 Oct 12:00:00', '2011-10-10T12:00:00.000Z'],
    ['1 2 Oct 2037 07:28:00', '2037-10-01T07:28:00.000Z'],
    ['29 Feb 2028 00:00:00', '2028-02-29T00:00:00.000Z'],
    ['1 Jan 1601 00:00:00', '1601-01-01T00:00:00.000Z'],
  ])('reads %j', (text, expected) => {
    const ms = parseCookieDate(text);
    expect(ms === null ? null : new Date(ms).toISOString()).toBe(expected);
  });

  // prettier-ignore
  test.each([
    '', 'never', '0', '-1', '21 Oct 2037', '21 Oct 07:28:00', 'Oct 2037 07:28:00', '21 2037 07:28:00',
    '00 Oct 2037 07:28:00', '32 Oct 2037 07:28:00', '31 Feb 2037 07:28:00', '29 Feb 2037 07:28:00',
    '21 Oct 1600 07:28:00', '21 Oct 137 07:28:00', '21 Oct 20371 07:28:00', '21 Oct 2037 24:00:00',
    '21 Oct 2037 07:60:00', '21 Oct 2037 07:28:60', '21 Oct 2037 07:28', '2037-10-21T07:28:00Z',
  ])('finds no date in %j', (text) => {
    expect(parseCookieDate(text)).toBeNull();
  });

  test('reads back every date as HTTP writes it', () => {
    const dates = fc.date({ min: new Date('1601-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseCookieDate(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });
});
