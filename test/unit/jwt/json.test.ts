import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readJson } from '../../../src/jwt';
import { MAX_DEPTH, MAX_NOTES, type JsonCause, type JsonNote } from '../../../src/jwt/json';

const refusals: [text: string, cause: JsonCause, offset: number][] = [
  ['', 'empty', 0],
  ['  ', 'unexpected-end', 2],
  ['\ufeff{}', 'byte-order-mark', 0],
  ['{"a":1', 'unexpected-end', 6],
  ['{"a"', 'unexpected-end', 4],
  ['{"a', 'unexpected-end', 3],
  ['{"a\\', 'unexpected-end', 4],
  ["{'a':1}", 'unexpected-character', 1],
  ['{a:1}', 'unexpected-character', 1],
  ['{"a" 1}', 'unexpected-character', 5],
  ['{"a":1 "b":2}', 'unexpected-character', 7],
  ['{"a":1,}', 'trailing-comma', 6],
  ['[1, ]', 'trailing-comma', 2],
  ['{"a":1}}', 'trailing-content', 7],
  ['{} x', 'trailing-content', 3],
  ['"a\nb"', 'control-character', 2],
  ['"\\x41"', 'bad-escape', 1],
  ['"\\u12G4"', 'bad-escape', 1],
  ['[01]', 'bad-number', 2],
  ['[-x]', 'bad-number', 2],
  ['[1.]', 'bad-number', 3],
  ['[1e+]', 'bad-number', 4],
  ['[.5]', 'unexpected-character', 1],
  ['[+1]', 'unexpected-character', 1],
  ['trux', 'unexpected-character', 3],
  ['NaN', 'unexpected-character', 0],
  ['/**/{}', 'unexpected-character', 0],
  ['['.repeat(MAX_DEPTH + 1), 'too-deep', MAX_DEPTH],
];

test.each(refusals)('%j is refused: %s at %i', (text, cause, offset) => {
  expect(readJson(text)).toMatchObject({ ok: false, problem: { layer: 'json', cause, offset } });
});

const notes: [text: string, cause: JsonNote['cause'], pointer: string, offset: number][] = [
  ['{"a":1,"a":2}', 'duplicate-member', '/a', 7],
  ['{"a":1,"\\u0061":2}', 'duplicate-member', '/a', 7],
  ['{"__proto__":1,"__proto__":2}', 'duplicate-member', '/__proto__', 15],
  ['{"x":[0,{"a/b":1,"a/b":2}]}', 'duplicate-member', '/x/1/a~1b', 17],
  ['9007199254740993', 'rounded', '', 0],
  ['[9007199254740992]', 'unsafe-integer', '/0', 1],
  ['-9007199254740992', 'unsafe-integer', '', 0],
  ['1e400', 'out-of-range', '', 0],
  ['1e-400', 'out-of-range', '', 0],
  ['0.1000000000000000000001', 'rounded', '', 0],
  ['"\\ud800"', 'lone-surrogate', '', 0],
  ['{"a":"\\udc00x"}', 'lone-surrogate', '/a', 5],
];

test.each(notes)('%j is noted: %s of %j at %i', (text, cause, pointer, offset) => {
  const result = readJson(text);
  expect(result).toMatchObject({ ok: true, notes: [{ cause, pointer, offset }] });
});

test.each([
  '1',
  '0',
  '-0',
  '0.1',
  '1.50',
  '0e999999',
  '9007199254740991',
  '1E5',
  '100e-2',
  '1700000000.123456',
  '"\\ud83d\\ude00"',
  '"😀"',
])('%s is read without a note', (text) => {
  expect(readJson(text)).toMatchObject({ ok: true, notes: [] });
});

test('notes are bounded', () => {
  const result = readJson(`{${Array.from({ length: 5000 }, () => '"a":1').join(',')}}`);
  expect(result.notes).toHaveLength(MAX_NOTES);
});

test('a "__proto__" member is a member, not a prototype', () => {
  const result = readJson('{"__proto__":{"admin":true}}');
  expect(result.ok && Object.keys(result.value as object)).toEqual(['__proto__']);
  expect(result.ok && (result.value as Record<string, unknown>)['admin']).toBeUndefined();
});

describe('against JSON.parse', { timeout: 60_000 }, () => {
  const parse = (text: string): { value: unknown } | undefined => {
    try {
      return { value: JSON.parse(text) };
    } catch {
      return undefined;
    }
  };
  const same = (text: string): void => {
    const ours = readJson(text);
    const theirs = parse(text);
    expect(ours.ok).toBe(theirs !== undefined);
    if (ours.ok) expect(ours.value).toEqual(theirs?.value);
    else {
      expect(ours.problem.offset).toBeGreaterThanOrEqual(0);
      expect(ours.problem.offset).toBeLessThanOrEqual(text.length);
    }
  };

  it('reads the same values', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4, stringUnit: 'binary' }), same), { numRuns: 2000 });
  });

  it('accepts and refuses the same texts after a small damage', () => {
    const damage = fc.tuple(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.nat({ max: 2 }),
      fc.constantFrom(
        '',
        ',',
        '"',
        '{',
        '}',
        '[',
        ']',
        ':',
        '0',
        '.',
        'e',
        '-',
        '\\',
        'u',
        '\n',
        '\t',
        '\u0000',
        'null',
        ' ',
        '\ufeff',
        '\u00a0',
      ),
    );
    fc.assert(
      fc.property(damage, ([text, at, cut, insert]) => {
        const from = at % (text.length + 1);
        same(text.slice(0, from) + insert + text.slice(from + cut));
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads the same from a soup of JSON pieces', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '0',
      '-',
      '.',
      'e',
      'E',
      '+',
      'true',
      'null',
      ' ',
      '\n',
      '\\u00e9',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
        same,
      ),
      { numRuns: 20_000 },
    );
  });

  it('notes a number exactly when reading it loses something', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 22 });
    fc.assert(
      fc.property(digits, fc.option(digits, { nil: undefined }), (whole, fraction) => {
        const literal = `${whole.replace(/^0+(?=\d)/, '')}${fraction === undefined ? '' : `.${fraction}`}`;
        const result = readJson(literal);
        const scale = 10n ** BigInt(fraction?.length ?? 0);
        const written = BigInt(`${whole}${fraction ?? ''}`);
        // The double's shortest decimal, exactly, at the literal's scale.
        const [mantissa = '', exponent = '0'] = String(Number(literal)).split('e');
        const [readWhole = '0', readFraction = ''] = mantissa.split('.');
        const shift = Number(exponent) - readFraction.length;
        const readDigits = BigInt(readWhole + readFraction);
        const equal =
          shift >= 0
            ? readDigits * 10n ** BigInt(shift) * scale === written
            : readDigits * scale === written * 10n ** BigInt(-shift);
        const causes = result.notes.map((note) => note.cause);
        if (!equal) expect(causes).toEqual(['rounded']);
        else
          expect(causes).toEqual(
            Number.isInteger(Number(literal)) && Number(literal) >= 2 ** 53 ? ['unsafe-integer'] : [],
          );
      }),
      { numRuns: 5000 },
    );
  });
});
