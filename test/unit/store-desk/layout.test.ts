import { describe, expect, it } from 'vitest';
import { globFor } from '../../../src/store-desk/redis/glob';
import { readCursor, writeCursor } from '../../../src/store-desk/sqlite/cursor';
import { findLayout, type TableShape } from '../../../src/store-desk/sqlite/layout';

const shape = (name: string, columns: readonly string[], more: Partial<TableShape> = {}): TableShape => ({
  name,
  columns,
  unique: [],
  withoutRowid: false,
  ...more,
});

describe('the table of sessions', () => {
  it('of a library is known by its columns, among others', () => {
    const layout = findLayout([shape('users', ['id', 'data']), shape('sessions', ['sid', 'sess', 'expired'])]);
    expect(layout).toMatchObject({ about: 'the layout of connect-sqlite3', id: 'sid', data: 'sess', end: 'expired' });
  });

  it("of somebody's own is found by what its columns are called", () => {
    expect(findLayout([shape('UserSession', ['Session_Id', 'Payload', 'Expires_At'])])).toMatchObject({
      id: 'Session_Id',
      data: 'Payload',
      end: 'Expires_At',
    });
    expect(findLayout([shape('my_sessions', ['key', 'value'])])).toMatchObject({ end: null });
  });

  it('is none whose name or columns say something else', () => {
    expect(findLayout([shape('items', ['id', 'data', 'expires'])])).toBeNull();
    expect(findLayout([shape('sessions', ['speaker', 'room'])])).toBeNull();
    expect(findLayout([])).toBeNull();
  });

  it('is paged by its id where that is unique, else by the order of writing, else not at all', () => {
    const columns = ['sid', 'data', 'expires'];
    expect(findLayout([shape('sessions', columns, { unique: ['sid'] })])?.key).toBe('sid');
    expect(findLayout([shape('sessions', columns)])?.key).toBe('rowid');
    expect(findLayout([shape('sessions', [...columns, 'rowid'])])?.key).toBe('_rowid_');
    expect(findLayout([shape('sessions', columns, { withoutRowid: true })])).toBeNull();
  });
});

describe('a place in a file', () => {
  it('travels as text and comes back', () => {
    for (const place of ['abc', '', 't:i:1', 9_007_199_254_740_993n, -1n, null]) {
      expect(readCursor(writeCursor(place))).toEqual(place);
    }
  });

  it('is none when it was made up', () => {
    for (const text of ['', 'x', 'i:', 'i:1.5', 'i:99999999999999999999']) {
      expect(() => readCursor(text), text).toThrow('There is no such place');
    }
  });
});

describe('the pattern for a prefix', () => {
  it('takes no letter of it for a wildcard', () => {
    expect(globFor('sess:')).toBe('sess:*');
    expect(globFor('a*b?c[d]e\\')).toBe('a\\*b\\?c\\[d\\]e\\\\*');
  });
});
