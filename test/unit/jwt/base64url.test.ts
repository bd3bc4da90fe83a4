import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeBase64url, encodeBase64url, type Base64urlCause } from '../../../src/jwt';

const refusals: [text: string, cause: Base64urlCause, offset: number, bytes: string][] = [
  ['Zm9v=', 'padding', 4, 'foo'],
  ['Zg==', 'padding', 2, 'f'],
  ['=Zm9v', 'padding', 0, 'foo'],
  ['Zm 9v', 'whitespace', 2, 'foo'],
  ['Zm9v\n', 'whitespace', 4, 'foo'],
  ['\tZm9v', 'whitespace', 0, 'foo'],
  ['a+b_', 'standard-alphabet', 1, '\x6b\xe6\xff'],
  ['ab/_', 'standard-alphabet', 2, '\x69\xbf\xff'],
  ['Zm9v!Zm9v', 'non-alphabet', 4, 'foo'],
  ['Zm9v😀', 'non-alphabet', 4, 'foo'],
  ['Zm9v\u0000', 'non-alphabet', 4, 'foo'],
  ['é', 'non-alphabet', 0, ''],
  ['A', 'impossible-length', 0, ''],
  ['Zm9vZ', 'impossible-length', 4, 'foo'],
  ['Zh', 'non-canonical-bits', 1, 'f'],
  ['Zm9vZm9', 'non-canonical-bits', 6, 'foofo'],
  ['Zm9=v+', 'padding', 3, 'foo'],
];

test.each(refusals)('%j is refused: %s at %i', (text, cause, offset, bytes) => {
  const result = decodeBase64url(text);
  expect(result).toMatchObject({ ok: false, problem: { layer: 'base64url', cause, offset } });
  expect(Buffer.from(result.bytes).toString('latin1')).toBe(bytes);
});

test('the message of a non-canonical end names the canonical character', () => {
  const result = decodeBase64url('Zh');
  expect(!result.ok && result.problem.message).toContain('"g"');
  expect(decodeBase64url('Zg').ok).toBe(true);
});

test('the empty text is no bytes', () => {
  expect(decodeBase64url('')).toEqual({ ok: true, bytes: new Uint8Array() });
});

describe('against Buffer', () => {
  it('round-trips all bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64url(text)).toEqual({ ok: true, bytes });
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts exactly what Buffer would have written', () => {
    const near = fc.string({ unit: fc.constantFrom(...'ABCZabgz0189-_+/= \n!é'), maxLength: 12 });
    fc.assert(
      fc.property(near, (text) => {
        const canonical = Buffer.from(text, 'base64url').toString('base64url') === text;
        expect(decodeBase64url(text).ok).toBe(canonical);
      }),
      { numRuns: 5000 },
    );
  });
});
