import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findTokens, tokenAt } from '../../../src/jwt';
import { encode } from './node-verifier';

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });
const JWS = `${HEADER}.${encode({ sub: 'ada' })}.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2k`;
const JWE = `${encode({ alg: 'dir', enc: 'A128GCM' })}..aXZpdml2aXZpdml2.Y2lwaGVydGV4dA.dGFndGFndGFndGFndGFn`;

describe('finds the token, and only it, in', () => {
  test.each([
    ['nothing around it', JWS],
    ['a header line', `Authorization: Bearer ${JWS}\r\n`],
    ['a curl command', `curl -H 'Authorization: Bearer ${JWS}' https://shop.example`],
    ['a cookie', `Set-Cookie: a=${JWS}; Path=/; HttpOnly`],
    ['a URL parameter', `https://shop.example/cb?id_token=${JWS}&state=1`],
    ['a URL fragment', `https://shop.example/#access_token=${JWS}`],
    ['a URL path', `https://shop.example/reset/${JWS}/now`],
    ['JSON', `{"access_token":"${JWS}","expires_in":60}`],
    ['JSON within JSON', `"{\\"token\\":\\"${JWS}\\"}"`],
    ['an escaped line break before it', `"first line\\n${JWS}\\nlast"`],
    ['a Unicode escape before it', `\\u0022${JWS}\\u0022`],
    ['percent-encoding around it', `session=%22${JWS}%22`],
    ['a percent-encoded scheme', `auth=Bearer%20${JWS}`],
    ['terminal colors', `\u001b[32m${JWS}\u001b[0m`],
    ['terminal colors as text', `\\x1b[1;32m${JWS}\\x1b[0m`],
    ['a sentence', `The token is ${JWS}. It never expires.`],
    ['angle brackets', `<${JWS}>`],
    ['backticks', `\`${JWS}\``],
    ['an assignment', `export TOKEN=${JWS}`],
    ['a host-like prefix', `cache.user.${JWS}`],
  ])('%s', (_, text) => {
    const start = text.indexOf(JWS);
    expect(findTokens(text)).toEqual([{ start, end: start + JWS.length, text: JWS, kind: 'jws', parts: 3 }]);
  });
});

test('an equals sign that cannot be padding is not taken along', () => {
  expect(findTokens(`${JWS}=1`)).toMatchObject([{ text: JWS }]);
});

test('several tokens, in order', () => {
  const found = findTokens(`${JWS}\n${JWE}, ${JWS} ${JWS}`);
  expect(found.map((token) => token.text)).toEqual([JWS, JWE, JWS, JWS]);
  expect(found.map((token) => token.kind)).toEqual(['jws', 'jwe', 'jws', 'jws']);
});

describe('finds damaged tokens too', () => {
  const padded = `${Buffer.from('{"alg":"HS256" }').toString('base64')}.${Buffer.from('{"sub":"a"}').toString('base64')}.c2ln`;
  test.each([
    ['an unsigned one', `${HEADER}.${encode({})}.`, 3],
    ['one without the last dot', `${HEADER}.${encode({ sub: 'ada' })}`, 2],
    ['a detached one', `${HEADER}..c2ln`, 3],
    ['a padded one', padded, 3],
    ['one with a padded signature', `${padded.slice(0, -4)}c2lnbg==`, 3],
    ['one with a header that is JSON only at its beginning', `${encode('{"alg":HS256}')}.${encode({})}.c2ln`, 3],
    ['one with spaces in the header', `${encode('{ "alg" : "HS256" }')}.e30.c2ln`, 3],
    ['one with line breaks in the header', `${encode('{\r\n  "alg": "HS256"\n}')}.e30.c2ln`, 3],
    ['an encrypted one, cut short', `${encode({ alg: 'dir', enc: 'A128GCM' })}..aXY`, 3],
  ])('%s', (_, token, parts) => {
    expect(findTokens(`"${token}"`)).toMatchObject([{ start: 1, end: token.length + 1, text: token, parts }]);
  });

  test('one shortened with an ellipsis', () => {
    const token = `${HEADER}.${encode({ sub: 'ada' })}`;
    expect(findTokens(`${token}...`)).toMatchObject([{ text: token, parts: 2 }]);
  });
});

describe('is not misled by', () => {
  test.each([
    'foo.bar.baz',
    'com.example.Main',
    'ewoks.are.cool',
    'eyebrow.eyelid.eyelash',
    '1.2.3',
    'e30.e30.e30',
    `${HEADER}`,
    `${HEADER}..`,
    `${HEADER}...`,
    `${HEADER}.foo`,
    // A signed cookie of Flask: JSON first, but no header.
    `${encode({ user_id: 1 })}.ZxXYzA.c2lnbmF0dXJl`,
    `${encode([1, 2, 3, 4, 5])}.e30.c2ln`,
    `x${JWS}`.slice(0, HEADER.length + 9),
    'https://www.example.com/path/file.min.js',
    'eyJ.eyJ.eyJ',
    'eyJaaaaaaaaaaaa.foo.bar',
  ])('%s', (text) => {
    expect(findTokens(text)).toEqual([]);
  });
});

describe('tokenAt', () => {
  const text = `a ${JWS} b`;
  test.each([
    ['before it', 1, false],
    ['at its first character', 2, true],
    ['within it', 50, true],
    ['right behind it', 2 + JWS.length, true],
    ['after that', 3 + JWS.length, false],
    ['outside of the text', text.length + 1, false],
    ['at a negative offset', -1, false],
    ['at no offset', Number.NaN, false],
  ])('%s', (_, offset, found) => {
    expect(tokenAt(text, offset)?.start).toBe(found ? 2 : undefined);
  });

  it('answers as a search of the whole text would', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        JWS,
        JWE,
        HEADER,
        `${HEADER}.`,
        'eyJ',
        '.',
        '=',
        '%22',
        '%',
        '\\n',
        '\\',
        '\\u0022',
        '\u001b[32m',
        '[',
        ';',
        '[1;32m',
        ' ',
        '\n',
        '"',
        'foo.bar',
        '-',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(), (pieces, seed) => {
        const whole = pieces.join('');
        const offset = seed % (whole.length + 1);
        const expected = findTokens(whole).find((token) => token.start <= offset && offset <= token.end);
        expect(tokenAt(whole, offset)).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('whatever the text', () => {
  it('offsets, order and text agree', () => {
    const soup = fc.array(
      fc.constantFrom(JWS, JWE, HEADER, 'eyJhbGciOiJI', '.', '..', '=', '==', '%2', '\\', ' ', 'é', '😀', 'A'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const token of findTokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('a token between any two separators is found', () => {
    const separator = fc.string({ unit: fc.constantFrom(...' \n\t"\'`<>(){},;:&?|!@#$^*~é😀'), maxLength: 5 });
    fc.assert(
      fc.property(separator, separator, fc.boolean(), (before, after, encrypted) => {
        const token = encrypted ? JWE : JWS;
        expect(findTokens(before + token + after)).toMatchObject([{ start: before.length, text: token }]);
      }),
    );
  });
});

describe('work grows in line with the text', () => {
  /** Looks like a string and counts every character that is looked at or copied. */
  function counted(text: string): { view: string; looks: () => number } {
    let looks = 0;
    const view = {
      length: text.length,
      charCodeAt: (at: number) => (looks++, text.charCodeAt(at)),
      charAt: (at: number) => (looks++, text.charAt(at)),
      slice: (from: number, to: number) => {
        looks += to - from;
        return text.slice(from, to);
      },
    };
    return { view: view as unknown as string, looks: () => looks };
  }

  const rows: [string, (size: number) => string][] = [
    ['log lines', (n) => 'GET /index.html 200 12.5ms user=ada host=a.b.c\n'.repeat(n / 47)],
    ['tokens', (n) => `${JWS}\n`.repeat(n / JWS.length)],
    ['one endless word', (n) => 'a'.repeat(n)],
    ['one endless header', (n) => `eyJ${'a'.repeat(n)}`],
    ['dots', (n) => '.'.repeat(n)],
    ['openings', (n) => 'eyJ.'.repeat(n / 4)],
    ['long openings', (n) => 'eyJhbGciOiJI.'.repeat(n / 13)],
    ['headers', (n) => `${HEADER}.`.repeat(n / 37)],
    ['encrypted headers', (n) => `${encode({ enc: 'x' })}.`.repeat(n / 17)],
    ['headers that end in a long part', (n) => `${HEADER}.${'A'.repeat(n)}`],
    ['equals signs', (n) => `${HEADER}${'='.repeat(n)}`],
    ['percent signs', (n) => '%2'.repeat(n / 2)],
    ['backslashes', (n) => '\\u'.repeat(n / 2)],
    ['brackets', (n) => '[11111111111111111111111111111111111111'.repeat(n / 39)],
    ['open brackets', (n) => '['.repeat(n)],
  ];

  test.each(rows)('%s', (_, make) => {
    const look = (size: number): number => {
      const { view, looks } = counted(make(size));
      findTokens(view);
      return looks();
    };
    const small = look(4_000);
    const large = look(64_000);
    expect(large / small).toBeLessThan(20);
    expect(large).toBeLessThan(64_000 * 16);
  });
});
