import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/projections/store-record';

const of = (data: unknown) => recordOf({ id: 'x', text: JSON.stringify(data), bytes: 1, end: null });

describe('a row of a session store', () => {
  it.each([
    [{ user: 'alice' }, 'alice'],
    [{ user: { id: '1', name: 'alice' } }, 'alice'],
    [{ passport: { user: 'alice' } }, 'alice'],
    [{ passport: { user: { id: 7 } } }, '7'],
    [{ userId: 7 }, '7'],
    [{ email: 'a@b.example' }, 'a@b.example'],
    [{ account: { displayName: 'Alice' } }, 'Alice'],
    [{ user: null, sub: 'alice' }, 'alice'],
    [{ user: '' }, null],
    [{ cookie: {} }, null],
  ])('%j names who is logged in', (data, user) => {
    expect(of(data).user).toBe(user);
  });

  it('shows its data without the cookie, on one line, and no more than fits', () => {
    const { preview } = of({ cookie: { path: '/' }, note: 'two\nlines', rest: 'x'.repeat(10_000) });
    expect(preview).toMatch(/^\{"note":"two\\nlines","rest":"x+$/);
    expect(preview.length).toBeLessThanOrEqual(300);
  });

  it('is told apart where it is no JSON object', () => {
    expect(recordOf({ id: 'x', text: '{"user":"al', bytes: 1, end: null })).toMatchObject({
      readable: false,
      preview: '{"user":"al',
      user: null,
    });
    expect(of(['user'])).toMatchObject({ readable: false });
  });

  it('comes of any text, always on one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const { preview, user } = recordOf({ id: 'x', text, bytes: 1, end: null });
        // eslint-disable-next-line no-control-regex -- these are what would break the line
        expect(`${preview}${user ?? ''}`).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
      }),
    );
  });
});
