import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSetCookie, type ParsedSetCookie } from '../../../../src/lab/browser/cookies';
import { parseMaxAge } from '../../../../src/lab/browser/cookies/parse/max-age';
import { octetLength } from '../../../../src/lab/browser/cookies/text';

describe('a Set-Cookie line (RFC 6265bis §5.6)', () => {
  test.each<[line: string, name: string, value: string]>([
    ['sid=abc', 'sid', 'abc'],
    ['  sid \t=\t abc  ', 'sid', 'abc'],
    ['sid=a=b=', 'sid', 'a=b='],
    ['sid="a b"', 'sid', '"a b"'],
    ['sid=%20', 'sid', '%20'],
    ['sid=', 'sid', ''],
    ['=abc', '', 'abc'],
    ['abc', '', 'abc'],
    ['', '', ''],
    ['; Secure', '', ''],
    // SP and HTAB alone are white space to a cookie.
    ['\u00a0sid=abc\u00a0', '\u00a0sid', 'abc\u00a0'],
  ])('has a name and a value: %j', (line, name, value) => {
    expect(parseSetCookie(line)).toMatchObject({ name, value });
  });

  test.each<[attributes: string, expected: Partial<ParsedSetCookie>]>([
    [
      '',
      { domain: null, path: null, secure: false, httpOnly: false, sameSite: 'default', maxAge: null, expires: null },
    ],
    ['; SECURE; httponly; PARTITIONED', { secure: true, httpOnly: true, partitioned: true }],
    ['; Secure=no', { secure: true }],
    [';Domain=.Shop.EXAMPLE', { domain: 'shop.example' }],
    [';Domain=a.example;Domain=', { domain: '' }],
    [';Domain=..shop.example', { domain: '.shop.example' }],
    ['; Path=/app', { path: '/app' }],
    ['; Path=/app; Path=app', { path: null }],
    ['; Path=/app; Path=', { path: null }],
    ['; Path', { path: null }],
    ['; SameSite=sTrIcT', { sameSite: 'strict' }],
    ['; SameSite=Strict; SameSite=Sideways', { sameSite: 'default' }],
    ['; SameSite=Lax; SameSite=None', { sameSite: 'none' }],
    ['; Max-Age=60', { maxAge: 60 }],
    ['; Max-Age=60; Max-Age=soon', { maxAge: 60 }],
    ['; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Expires=never', { expires: Date.UTC(2037, 9, 21, 7, 28) }],
    [`; Path=/${'p'.repeat(1023)}`, { path: `/${'p'.repeat(1023)}` }],
    [`; Path=/a; Path=/${'p'.repeat(1024)}`, { path: '/a' }],
    [`; SameSite=${'x'.repeat(1025)}; Secure`, { sameSite: 'default', secure: true }],
  ])('has attributes: %j', (attributes, expected) => {
    expect(parseSetCookie(`a=1${attributes}`)).toMatchObject(expected);
  });

  test('says of each attribute why it was ignored', () => {
    const { attributes } = parseSetCookie(
      `a=1; Max-Age=soon; Expires=never; Comment=x; Path=/${'p'.repeat(1024)}; Secure; ;`,
    );
    expect(attributes.map(({ name, ignored }) => [name, ignored])).toEqual([
      ['Max-Age', 'It is not a number of seconds.'],
      ['Expires', 'It is not a date.'],
      ['Comment', 'Browsers know no attribute of this name.'],
      ['Path', 'Its value is longer than 1,024 octets.'],
      ['Secure', undefined],
    ]);
  });

  test('never throws, whatever it is given', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const attributeLike = fc
      .array(fc.constantFrom(';', '=', ' ', '\t', 'Path', 'Max-Age', 'Expires', 'Domain', '\0', '/', '9', ':'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, attributeLike), (line) => {
        const parsed = parseSetCookie(line);
        expect(parsed.attributes.length).toBeLessThanOrEqual(line.split(';').length - 1);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['0', 0],
  ['-1', -1],
  ['00060', 60],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  [`-${'9'.repeat(400)}`, Number.MIN_SAFE_INTEGER],
  ['', null],
  ['-', null],
  ['+5', null],
  ['1.5', null],
  ['10s', null],
  ['--1', null],
])('Max-Age %j (§5.6.2)', (text, expected) => {
  expect(parseMaxAge(text)).toBe(expected);
});

test('octets: one per character of a header, UTF-8 for what only a script can write', () => {
  expect(octetLength('caf\xe9')).toBe(4);
  expect(octetLength('\u20ac')).toBe(3);
  expect(octetLength('\u{1f36a}\xe9')).toBe(6);
});
