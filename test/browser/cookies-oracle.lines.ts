import fc from 'fast-check';

function anyPair(): fc.Arbitrary<string> {
  // prettier-ignore
  const name = fc.constantFrom(
    'sid', 'a', 'A', 'connect.sid', '', 'with space', 'quo"te', 'n\xe9', '$x', 'a,b',
    '__Host-x', '__host-x', '__HOST-x', '__Secure-x', '__secure-x', '__Http-x', '__http-x', '__Host-Http-x',
    '__host-http-x', '__Hos-x', '__Host',
  );
  // prettier-ignore
  const value = fc.constantFrom(
    'abc', '', '"quoted"', 'a=b', 'a b', 'x,y', '%20%3B', 'caf\xe9', '=', 's%3Aid.sig', 'tab\tinside', '{"a":1}',
    '__Host-x', '__secure-y', '__Http-z=1', '\x01bad', 'del\x7f',
  );
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(blank(), name, blank(), blank(), value, blank())
        .map(([a, n, b, c, v, d]) => `${a}${n}${b}=${c}${v}${d}`),
    },
    { weight: 1, arbitrary: value },
  );
}

function anyAttribute(): fc.Arbitrary<string> {
  return fc
    .tuple(blank(), fc.oneof(...attributes), blank())
    .map(([before, attribute, after]) => `${before}${attribute}${after}`);
}

const attributes: fc.Arbitrary<string>[] = [
  fc.constantFrom('Secure', 'secure', 'SECURE', 'Secure=no', 'Secur'),
  fc.constantFrom('Secure'),
  fc.constantFrom('HttpOnly', 'httponly', 'HttpOnly=false', 'Http-Only'),
  // prettier-ignore
  withValues(['Path', 'path'], ['/', '/a', '/a/', '/a/b', '/A', '/other', 'a', '', '"/"', '/%61', '//', '/a b', '/a?q']),
  withValues(['Path'], ['/']),
  // prettier-ignore
  withValues(['Domain', 'domain'], [
    '<host>', '.<host>', '..<host>', '<site>', '.<site>', 'WWW.<site>', 'deep.<host>', 'other.test', 'test', '.test', '', '.', '<host>.',
    'est', '127.0.0.1', '"<host>"', 'caf\xe9.test', '<host>:443',
  ]),
  withValues(['SameSite', 'samesite'], ['Strict', 'Lax', 'None', 'strict', 'LAX', 'nOnE', 'Default', '', 'Strict x']),
  // prettier-ignore
  withValues(['Max-Age', 'max-age'], ['3600', '0', '-1', '99999999', '34560000', '34560001', '+5', '1.5', '', 'abc', '10abc', '-', '1 0', '"60"', '00060', '99999999999999999999']),
  // prettier-ignore
  withValues(['Expires', 'expires'], [
    'Wed, 21 Oct 2037 07:28:00 GMT', 'Wed, 21-Oct-37 07:28:00 GMT', 'Wed, 21 Oct 2015 07:28:00 GMT',
    'Thu, 01 Jan 1970 00:00:00 GMT', 'Oct 21 2037 07:28:00', '21 oct 2037 7:28:0', '2037-10-21T07:28:00Z', '0', '-1',
    'Wed, 31 Feb 2037 07:28:00 GMT', 'Wed, 21 Oct 2037 24:00:00 GMT', 'Wed, 21 Oct 1600 07:28:00 GMT', 'never',
    'Wed, 21 Oct 9999 23:59:59 GMT', 'Wed, 21 Oct 69 07:28:00 GMT', 'Wed, 21 Oct 70 07:28:00 GMT',
    '07:28:00 21 October 2037', 'Wed, 21 Oct 2037 07:28:00 PST', '21 Oct 2037', '', '31 12 2037 10:00:00',
    'Wed, 21 Oct 2037 07:28:60 GMT', 'Wed, 1 2 Oct 2037 07:28:00', 'Wed, 00 Oct 2037 07:28:00 GMT',
  ]),
  fc.constantFrom('Partitioned', 'partitioned', 'Partitioned=1'),
  fc.constantFrom('', '=', 'Priority=High', 'Comment=x', '=Secure', 'Version=1'),
];

function withValues(names: readonly string[], values: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...names), blank(), blank(), fc.constantFrom(...values))
    .map(([name, before, after, value]) => `${name}${before}=${after}${value}`);
}

/** White space where it must not matter. */
function blank(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constant(' ') },
    { weight: 1, arbitrary: fc.constant('\t ') },
  );
}

/** Set-Cookie lines as servers and attackers write them, one character per octet. `<host>` and `<site>`
 * stand for the host that answers and its registrable domain. */
export const anySetCookieLine: fc.Arbitrary<string> = fc
  .tuple(anyPair(), fc.array(anyAttribute(), { maxLength: 5 }))
  .map(([pair, attributes]) => [pair, ...attributes].join(';'));
