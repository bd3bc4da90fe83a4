import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url, decodeUtf8, isJsonObject, readJson } from '../../../src/jwt';
import { HeaderJudge, type HeaderVerdict } from '../../../src/jwt/header-judge';

const NAMES = ['alg', 'enc', 'typ', 'kid', 'cty', 'crit', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'zip', 'b64'];

/** The same question answered by the reader that builds values. */
function slowly(segment: string): HeaderVerdict {
  const { bytes } = decodeBase64url(segment);
  const text = decodeUtf8(bytes).text;
  if (!/^\{[ \t\r\n]*"/.test(text) || !text.includes(':')) return 'other';
  const read = readJson(text);
  if (!read.ok) return 'damaged';
  if (!isJsonObject(read.value)) return 'other';
  const { value } = read;
  if (Object.hasOwn(value, 'enc')) return 'jwe';
  return NAMES.some((name) => Object.hasOwn(value, name)) ? 'jws' : 'other';
}

function quickly(segment: string): HeaderVerdict {
  return new HeaderJudge().judge(`..${segment}..`, 2, 2 + segment.length);
}

const encoded = (text: string): string => encodeBase64url(new TextEncoder().encode(text));

describe('comes to the same verdict as the reader that builds values', () => {
  it('on JSON of every kind', () => {
    const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 9 }));
    const json = fc.dictionary(name, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5 });
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const segment = encoded(JSON.stringify(value, null, indent));
        expect(quickly(segment)).toBe(slowly(segment));
      }),
      { numRuns: 2_000 },
    );
  });

  it('on JSON with a character changed, added or left out', () => {
    const edits = fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom(
          '',
          '"',
          '\\',
          '\\u0061',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '0',
          '-',
          '.',
          'e',
          't',
          ' ',
          '\u0000',
          'é',
          '\ufeff',
        ),
      ),
      { minLength: 1, maxLength: 3 },
    );
    const base = fc.constantFrom(
      '{"alg":"HS256","typ":"JWT"}',
      '{"a":[1,-2.5e+7,{"b":null}],"c":true,"enc":false}',
      '{"\\u0061lg":0}',
      '{"x5t\\u0023S256":"\\n\\/"}',
      '{ "crit" : [ ] , "z" : { } }',
      '{"\\u0065\\u006e\\u0063":1}',
    );
    fc.assert(
      fc.property(base, edits, fc.boolean(), (text, changes, replace) => {
        let changed = text;
        for (const [at, piece] of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + piece + changed.slice(place + (replace ? 1 : 0));
        }
        const segment = encoded(changed);
        // What does not begin with a brace never comes before the judge.
        if (!changed.startsWith('{')) return;
        expect(quickly(segment)).toBe(slowly(segment));
      }),
      { numRuns: 20_000 },
    );
  });

  it('on bytes that are no UTF-8, and on depths around the limit', () => {
    const segments = [
      ...[499, 500, 501].map((depth) => encoded(`{"alg":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`)),
      encodeBase64url(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
      encodeBase64url(Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0xff, 0x3a, 0x31, 0x7d])),
      `${encoded('{"alg":1}')}A`,
    ];
    for (const segment of segments) expect(quickly(segment)).toBe(slowly(segment));
  });

  it('whatever it judged before', () => {
    const judge = new HeaderJudge();
    const one = encoded('{"alg":1}');
    const other = encoded('{"enc":1}');
    const long = encoded(JSON.stringify({ kid: 'k'.repeat(5_000) }));
    for (const segment of [one, other, one, long, encoded('{"abc":1}'), one]) {
      expect(judge.judge(segment, 0, segment.length)).toBe(slowly(segment));
    }
  });
});
