import { describe, expect, it } from 'vitest';
import { inspectAny } from '../../../../src/jwt';
import {
  REACH,
  REACH_LINES,
  serializationsInLines,
  type LinesOfText,
} from '../../../../src/vscode/tokens/json-in-lines';
import { serializationWords } from '../../../../src/vscode/tokens/token-words';
import { encode, jwt, NOW, SIGNATURE } from './support';

const [HEADER, PAYLOAD] = jwt({ exp: NOW - 60 }).split('.');
const FLATTENED = JSON.stringify({ payload: PAYLOAD, protected: HEADER, signature: SIGNATURE }, null, 2);

/** Counts what is read of it. */
function lines(text: string): LinesOfText & { readonly read: Set<number> } {
  const all = text.split('\n');
  const read = new Set<number>();
  return { read, lineCount: all.length, lineAt: (line) => (read.add(line), { text: all[line] ?? '' }) };
}

describe('tokens in JSON among lines', () => {
  it('are found where they stand', () => {
    const [found, ...others] = serializationsInLines(lines(`a\nb: ${FLATTENED}\nc`), 0, 99);
    expect(others).toEqual([]);
    expect(found?.token.text).toBe(FLATTENED);
    expect([found?.placeOf(0), found?.placeOf(FLATTENED.length)]).toEqual([
      { line: 1, character: 3 },
      { line: 5, character: 1 },
    ]);
    expect(found?.placeOf(FLATTENED.indexOf(SIGNATURE))).toEqual({ line: 4, character: '  "signature": "'.length });
  });

  it('are found from any of their lines that names a member', () => {
    const document = lines(`${'\n'.repeat(50)}${FLATTENED}${'\n'.repeat(50)}`);
    for (const line of [51, 52, 53]) expect(serializationsInLines(document, line, line)).toHaveLength(1);
    for (const line of [0, 49, 55, 100]) expect(serializationsInLines(document, line, line)).toEqual([]);
  });

  it('cost nothing but the lines in sight where none of those looks like one', () => {
    const document = lines(`${FLATTENED}\n${'x\n'.repeat(5_000)}`);
    expect(serializationsInLines(document, 100, 150)).toEqual([]);
    expect(document.read.size).toBe(51);
  });

  it('are read for no further than they may reach', () => {
    const document = lines(`${'x\n'.repeat(9_000)}${FLATTENED}\n${'x\n'.repeat(9_000)}`);
    expect(serializationsInLines(document, 9_000, 9_010)).toHaveLength(1);
    expect(document.read.size).toBe(11 + 2 * REACH_LINES);
  });

  it('are not found where they are longer than that', () => {
    const spread = (count: number): string => FLATTENED.replace('"protected"', `${'\n'.repeat(count)}"protected"`);
    const near = REACH_LINES - FLATTENED.split('\n').length;
    expect(serializationsInLines(lines(spread(near)), near, near + 9)).toHaveLength(1);
    expect(serializationsInLines(lines(spread(REACH_LINES)), REACH_LINES, REACH_LINES + 9)).toEqual([]);
    const padding = JSON.stringify({ header: { x: Array.from({ length: 3 }, () => 'x'.repeat(REACH / 3)) } }, null, 1);
    const wide = FLATTENED.replace('{', `{${padding.slice(1, -1)},`);
    expect(serializationsInLines(lines(wide), 0, 99)).toEqual([]);
  });

  it('are not found beyond the beginning of an endless line', () => {
    expect(serializationsInLines(lines(`${'x'.repeat(150_000)}${FLATTENED.replaceAll('\n', '')}`), 0, 0)).toEqual([]);
  });
});

describe('a token in JSON in a few words', () => {
  const general = (...signatures: object[]): object => ({ payload: PAYLOAD, signatures });
  it.each([
    [JSON.parse(FLATTENED) as object, 'Signed token, expired 1 minute ago', 'expired'],
    [{ payload: encode({ iss: 'x' }), protected: HEADER, signature: '' }, 'Signed token, never expires', 'no-exp'],
    [{ payload: encode({ order: 7 }), protected: HEADER, signature: '' }, 'Signed token', 'no-exp'],
    [
      general({ protected: HEADER, signature: '' }, { header: { alg: 'RS256' }, signature: '' }),
      'Signed token, expired 1 minute ago, 2 signatures',
      'expired',
    ],
    [
      { payload: PAYLOAD, protected: encode({ alg: 'none' }), signature: '' },
      'Unsigned token, expired 1 minute ago',
      'expired',
    ],
    [{ payload: PAYLOAD, protected: HEADER?.slice(0, 9), signature: '' }, 'Damaged token', 'damaged'],
    [{ payload: PAYLOAD, protected: HEADER, signature: 1 }, 'Damaged token', 'damaged'],
    [general(), 'Damaged token', 'damaged'],
    [{ protected: encode({ alg: 'dir', enc: 'A256GCM' }), ciphertext: 'a' }, 'Encrypted token', 'encrypted'],
    [
      { protected: encode({ enc: 'A256GCM' }), recipients: [{}, {}], ciphertext: 'a' },
      'Encrypted token, 2 recipients',
      'encrypted',
    ],
  ])('says of %j: %s', (value, words, state) => {
    const seen = inspectAny(JSON.stringify(value));
    if (seen.kind !== 'jws-json' && seen.kind !== 'jwe-json') throw new Error(seen.kind);
    expect(serializationWords(seen, NOW)).toEqual({ words, state });
  });
});
