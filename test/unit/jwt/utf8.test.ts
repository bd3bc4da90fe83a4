import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeUtf8, utf8Length, type Utf8Cause } from '../../../src/jwt';

const refusals: [hex: string, cause: Utf8Cause, offset: number][] = [
  ['80', 'unexpected-continuation', 0],
  ['6162bf', 'unexpected-continuation', 2],
  ['c080', 'overlong', 0],
  ['c1bf', 'overlong', 0],
  ['e09fbf', 'overlong', 0],
  ['f08fbfbf', 'overlong', 0],
  ['61eda080', 'surrogate', 1],
  ['edbfbf', 'surrogate', 0],
  ['f4908080', 'beyond-unicode', 0],
  ['f5808080', 'beyond-unicode', 0],
  ['ff', 'impossible-byte', 0],
  ['c3', 'truncated', 0],
  ['e282', 'truncated', 0],
  ['f09f98', 'truncated', 0],
  ['c328', 'missing-continuation', 0],
  ['e28228', 'missing-continuation', 0],
  ['c3a4e282acf09f9880fe', 'impossible-byte', 9],
];

test.each(refusals)('%s is refused: %s at byte %i', (hex, cause, offset) => {
  expect(decodeUtf8(Buffer.from(hex, 'hex'))).toMatchObject({ ok: false, problem: { layer: 'utf-8', cause, offset } });
});

test('a byte order mark stays in the text', () => {
  expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b))).toEqual({ ok: true, text: '\ufeff{' });
});

describe('against TextDecoder', () => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  const decodes = (bytes: Uint8Array): boolean => {
    try {
      strict.decode(bytes);
      return true;
    } catch {
      return false;
    }
  };
  const interesting = fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xe1,
    0xec,
    0xed,
    0xee,
    0xef,
    0xf0,
    0xf1,
    0xf3,
    0xf4,
    0xf5,
    0xff,
  );
  const nasty = fc
    .array(fc.oneof(interesting, fc.integer({ min: 0, max: 255 })), { maxLength: 16 })
    .map((bytes) => Uint8Array.from(bytes));

  it('accepts, repairs and locates as it does', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(nasty, (bytes) => {
        const result = decodeUtf8(bytes);
        expect(result.text).toBe(decoder.decode(bytes));
        expect(result.ok).toBe(decodes(bytes));
        if (!result.ok) {
          expect(decodes(bytes.subarray(0, result.problem.offset))).toBe(true);
          expect(result.text.indexOf('\ufffd')).toBeLessThanOrEqual(
            decoder.decode(bytes.subarray(0, result.problem.offset)).length,
          );
        }
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees on every lead and second byte, alone and continued', { timeout: 60_000 }, () => {
    for (let lead = 0; lead < 256; lead++) {
      for (let second = 0; second < 256; second++) {
        for (const tail of [[], [0x80], [0x80, 0x80], [0x80, 0x41]]) {
          const bytes = Uint8Array.of(lead, second, ...tail);
          const result = decodeUtf8(bytes);
          if (result.ok !== decodes(bytes) || result.text !== decoder.decode(bytes))
            expect.fail(Buffer.from(bytes).toString('hex'));
        }
      }
    }
  });

  it('reads texts longer than one chunk, pairs across the edge included', () => {
    const text = `${'x'.repeat(8191)}😀${'é'.repeat(9000)}`;
    expect(decodeUtf8(Buffer.from(text))).toEqual({ ok: true, text });
  });

  it('measures prefixes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});
