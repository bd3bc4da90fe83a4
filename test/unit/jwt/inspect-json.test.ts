import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  explainSignature,
  findSerializations,
  fromSelection,
  inspectAny,
  isJsonObject,
  readJson,
  whyUnreadable,
} from '../../../src/jwt';
import { inspectJson } from '../../../src/jwt/inspect-json';
import { encode } from './node-verifier';

const PROTECTED = encode({ alg: 'ES256' });
const PAYLOAD = encode({ iss: 'joe', exp: 1_300_819_380, 'http://example.com/is_root': true });

/** The general form of RFC 7515 Appendix A.6.4, with its own values. */
const GENERAL = JSON.stringify({
  payload: 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  signatures: [
    { protected: 'eyJhbGciOiJSUzI1NiJ9', header: { kid: '2010-12-29' }, signature: 'cC4hiUPoj9Eetdgtv3hF80EGrhuB' },
    {
      protected: 'eyJhbGciOiJFUzI1NiJ9',
      header: { kid: 'e9bc097a-ce51-4036-9562-d2ade882db0d' },
      signature: 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
    },
  ],
});

const FLATTENED = JSON.stringify({ payload: PAYLOAD, protected: PROTECTED, header: { kid: 'a' }, signature: 'c2ln' });

describe('a JWS in JSON', () => {
  it('of the general form has every signature with its own header', () => {
    const seen = inspectAny(GENERAL);
    if (seen.kind !== 'jws-json') throw new Error(seen.kind);
    expect(seen).toMatchObject({ form: 'general', problems: [] });
    expect(seen.signatures.map(({ pointer, header }) => [pointer, header['alg'], header['kid']])).toEqual([
      ['/signatures/0', 'RS256', '2010-12-29'],
      ['/signatures/1', 'ES256', 'e9bc097a-ce51-4036-9562-d2ade882db0d'],
    ]);
    expect(seen.signatures[1]?.inspection.payload.object).toMatchObject({ iss: 'joe' });
  });

  it('of the flattened form reads as the compact token it corresponds to', () => {
    const seen = inspectAny(` ${FLATTENED}\n`);
    expect(seen).toMatchObject({
      kind: 'jws-json',
      form: 'flattened',
      signatures: [{ compact: `${PROTECTED}.${PAYLOAD}.c2ln` }],
    });
  });

  test.each([
    [
      'a name in both headers',
      { payload: '', protected: PROTECTED, header: { alg: 'none' }, signature: '' },
      'repeated-parameter',
    ],
    ['no header at all', { payload: '', signature: '' }, 'missing-member'],
    ['an empty protected header', { payload: '', protected: '', header: {}, signature: '' }, 'empty-member'],
    ['a signature that is a number', { payload: '', protected: PROTECTED, signature: 1 }, 'wrong-type'],
    ['both forms at once', { payload: '', protected: PROTECTED, signature: '', signatures: [] }, 'mixed-forms'],
    ['no signatures', { payload: '', signatures: [] }, 'empty-list'],
    ['signatures that are no list', { payload: '', signatures: {} }, 'wrong-type'],
  ])('is told to have %s', (_, value, cause) => {
    const seen = inspectAny(JSON.stringify(value));
    expect(seen.kind === 'jws-json' && seen.problems.map((problem) => problem.cause)).toContain(cause);
  });

  it('never lets an unprotected parameter replace a protected one', () => {
    const seen = inspectAny(
      JSON.stringify({ payload: '', protected: PROTECTED, header: { alg: 'none' }, signature: '' }),
    );
    expect(seen.kind === 'jws-json' && seen.signatures[0]?.header['alg']).toBe('ES256');
  });

  it('is judged with both headers together, and "crit" only counts where it is protected', () => {
    const judge = (header: object) => {
      const seen = inspectAny(JSON.stringify({ payload: PAYLOAD, header, signature: 'c2ln' }));
      const [signature] = seen.kind === 'jws-json' ? seen.signatures : [];
      if (!signature) throw new Error('not read');
      return explainSignature(signature, { now: 0, key: 'secret', verifySignature: () => true });
    };
    expect(judge({ alg: 'HS256' }).verdict).toBe('accepted');
    expect(judge({ alg: 'HS256', crit: ['b64'], b64: true }).reason?.id).toBe('crit');
  });

  it('with a dot within a member is still one signature', () => {
    const seen = inspectAny(JSON.stringify({ payload: 'a.b', protected: PROTECTED, signature: 'c' }));
    expect(seen).toMatchObject({ signatures: [{ inspection: { payload: { raw: 'a.b' }, signature: { raw: 'c' } } }] });
  });
});

describe('a JWE in JSON', () => {
  it('tells its recipients and what each would need', () => {
    const seen = inspectAny(
      JSON.stringify({
        protected: encode({ enc: 'A128CBC-HS256' }),
        unprotected: { jku: 'https://server.example.com/keys.jwks' },
        recipients: [
          { header: { alg: 'RSA-OAEP' }, encrypted_key: 'AAAA' },
          { header: { alg: 'A128KW' }, encrypted_key: 'AAAA' },
        ],
        iv: 'AAAA',
        ciphertext: 'AAAA',
        tag: 'AAAA',
      }),
    );
    if (seen.kind !== 'jwe-json') throw new Error(seen.kind);
    expect(seen.recipients.map(({ header }) => [header['alg'], header['enc'], typeof header['jku']])).toEqual([
      ['RSA-OAEP', 'A128CBC-HS256', 'string'],
      ['A128KW', 'A128CBC-HS256', 'string'],
    ]);
    expect(whyUnreadable(seen.recipients[0]?.header)).toContain('Only the holder of the RSA private key can read it.');
    expect(whyUnreadable(seen.recipients[1]?.header)).toContain('Only the holder of the secret can read it.');
  });

  test.each([
    [{}, '"alg" or "enc" is missing'],
    [{ alg: 'HS256' }, '"HS256" signs and does not encrypt'],
    [{ alg: 'RSA1_5', enc: 'A128GCM' }, 'RFC 8725 §3.2'],
    [{ alg: 'FUTURE', enc: 'A128GCM' }, 'is not an algorithm that can be decrypted here'],
  ])('%j: says why it cannot be read', (header, words) => {
    expect(whyUnreadable(header)).toContain(words);
  });
});

describe('in a text', () => {
  it('is found with what surrounds it', () => {
    const text = `answer: ${FLATTENED}, {"a":1}, then ${GENERAL}.`;
    expect(findSerializations(text)).toEqual([
      { start: 8, end: 8 + FLATTENED.length, text: FLATTENED, kind: 'jws-json' },
      { start: text.indexOf(GENERAL), end: text.length - 1, text: GENERAL, kind: 'jws-json' },
    ]);
  });

  it('is found within other objects', () => {
    const text = `{"payload":{"header":{"x":${FLATTENED}}}}`;
    expect(findSerializations(text)).toMatchObject([{ text: FLATTENED }]);
  });

  it('is what a selection of it means', () => {
    expect(fromSelection(` ${FLATTENED} `)).toMatchObject({ text: FLATTENED, start: 1, recognized: true });
  });

  it('is found deep within others, and the outermost counts', () => {
    const deep = `${'{"header":'.repeat(40)}${FLATTENED}${'}'.repeat(40)}`;
    expect(findSerializations(deep)).toMatchObject([{ start: 400, text: FLATTENED }]);
    const within = JSON.stringify({ payload: '', header: JSON.parse(FLATTENED) as object, signature: '' });
    expect(findSerializations(`${within}${deep}`).map(({ text }) => text)).toEqual([within, FLATTENED]);
  });

  it('is found behind what only began like one', () => {
    for (const before of [
      '{"payload":"',
      '{"header":{ ',
      '{"payload": [1, 2,',
      '{"aad":"\\',
      '{"tag":"x\n',
      '{"iv": tru',
      '{ ',
    ])
      expect(findSerializations(`${before}${FLATTENED}`), before).toMatchObject([{ text: FLATTENED }]);
  });

  it('is found as trying every beginning with every end would', () => {
    const soup = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(FLATTENED, '{"payload":"x","signature":"y"}', '{"ciphertext":1}') },
        fc.constantFrom(...'{}[]",:\\ \n'),
        fc.constantFrom(
          '{"payload":',
          '{ "header": {',
          '"signature":',
          '"signatures":[',
          '{"ciphertext":"',
          '"a{"',
          '{"',
        ),
        fc.constantFrom(
          '1',
          '-0.5e+3',
          '01',
          'true',
          'nul',
          '"\\u00e4"',
          '"\\x"',
          '"a"',
          'payload',
          '{"x":1}',
          ',"tag":""',
        ),
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join('');
        expect(findSerializations(text)).toEqual(triedEverywhere(text));
      }),
      { numRuns: 5_000 },
    );
  });

  const HOSTILE = [
    '{"payload":',
    '{"header":{"x":1}} ',
    '{"payload":"',
    '{',
    '{"header":[',
    '{"payload":"{ ',
    '{"tag":"\\',
  ];

  test.each(HOSTILE)('takes work in line with a text of %s', (piece) => {
    const small = looks(piece.repeat(4_000 / piece.length));
    const large = looks(piece.repeat(64_000 / piece.length));
    expect(large / small).toBeLessThan(20);
    expect(large).toBeLessThan(64_000 * 16);
  });
});

/** By the reader itself, over and over: slow, and nothing to get wrong. */
function triedEverywhere(text: string): ReturnType<typeof findSerializations> {
  const begins =
    /^\{[ \n\r\t]*"(payload|protected|header|signatures?|unprotected|recipients|encrypted_key|iv|ciphertext|tag|aad)"/;
  const found: ReturnType<typeof findSerializations> = [];
  for (let start = 0; start < text.length; start++) {
    if (!begins.test(text.slice(start))) continue;
    for (let end = text.indexOf('}', start); end >= 0; end = text.indexOf('}', end + 1)) {
      const piece = text.slice(start, end + 1);
      const read = readJson(piece);
      const seen = read.ok && isJsonObject(read.value) ? inspectJson(read.value) : undefined;
      if (!seen) continue;
      found.push({ start, end: end + 1, text: piece, kind: seen.kind });
      start = end;
      break;
    }
  }
  return found;
}

/** How many characters of a text are looked at or copied. */
function looks(text: string): number {
  let count = 0;
  const counted = {
    length: text.length,
    charCodeAt: (at: number) => (count++, text.charCodeAt(at)),
    charAt: (at: number) => (count++, text.charAt(at)),
    startsWith: (word: string, at: number) => (
      (count += text.charAt(at) === word.charAt(0) ? word.length : 1),
      text.startsWith(word, at)
    ),
    indexOf: (word: string, from = 0) => {
      const at = text.indexOf(word, from);
      count += (at < 0 ? text.length : at) - from + 1;
      return at;
    },
    slice: (from: number, to: number) => ((count += to - from), text.slice(from, to)),
  };
  findSerializations(counted as unknown as string);
  return count;
}
