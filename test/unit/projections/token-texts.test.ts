import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberChanges } from '../../../src/projections/tokens/changes';
import { compactJson, prettyJson } from '../../../src/projections/tokens/json-layout';
import { beginning, plainText, size } from '../../../src/projections/tokens/plain-text';

describe('JSON laid out', () => {
  it('reads as before, and looks as JSON.stringify makes it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
        expect(compactJson(prettyJson(text))).toBe(text);
      }),
    );
  });

  it('loses no digit, no repeated member and no escape', () => {
    const text = '{"n":12345678901234567890.10,"a":1,"a":2,"s":"\\u0041 \\" { "}';
    expect(compactJson(prettyJson(text))).toBe(text);
    expect(prettyJson(text)).toContain('12345678901234567890.10');
  });

  it('is linear in a text of nothing but braces', () => {
    expect(prettyJson('['.repeat(20_000)).length).toBeLessThan(20_000 * 90);
  });

  it('loses nothing of what is no JSON', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bare = (each: string): string => each.replace(/[ \t\r\n]/g, '');
        expect(bare(prettyJson(text))).toBe(bare(text));
      }),
    );
  });
});

describe('plain text', () => {
  it('leaves nothing invisible or deceptive', () => {
    expect(plainText('a\u0000\u001b\u202eb\u200b\ufeff\n\tc\u{e0041}\ud800')).toBe(
      'a\\u0000\\u001b\\u202eb\\u200b\\ufeff\n\tc\\u{e0041}\\ud800',
    );
    expect(plainText('Zürich 東京 🎉')).toBe('Zürich 東京 🎉');
  });

  it('begins without breaking a pair', () => {
    expect(beginning('a🎉b', 2)).toEqual({ text: 'a', left: 3 });
    expect(beginning('abc', 3)).toEqual({ text: 'abc', left: 0 });
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_500, '1.5 kB'],
    [10_000_000, '10 MB'],
  ])('calls %i %s', (bytes, words) => {
    expect(size(bytes)).toBe(words);
  });
});

describe('changes', () => {
  it('are told member by member, within objects too', () => {
    expect(
      memberChanges(
        { same: 1, gone: true, list: [1], deep: { a: 1, b: 2 } },
        { same: 1, list: [2], deep: { a: 1, b: 3 }, 'a/b': 'new' },
      ),
    ).toEqual([
      { pointer: '/gone', before: 'true' },
      { pointer: '/list', before: '[1]', after: '[2]' },
      { pointer: '/deep/b', before: '2', after: '3' },
      { pointer: '/a~1b', after: '"new"' },
    ]);
  });

  it('know a member of the prototype from one of the object', () => {
    expect(memberChanges({}, JSON.parse('{"toString":1}') as Record<string, number>)).toEqual([
      { pointer: '/toString', after: '1' },
    ]);
  });
});
