import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnd, writeEnd } from '../../../src/store-desk/sqlite/end';

const MS = Date.UTC(2026, 0, 5, 9, 30);

describe('the end of a row', () => {
  it.each([
    [MS, MS],
    [BigInt(MS), MS],
    [MS / 1000, MS],
    [String(MS), MS],
    [String(MS / 1000), MS],
    ['2026-01-05T09:30:00.000Z', MS],
    ['2026-01-05 09:30:00', MS],
    ['2026-01-05 09:30:00.000 +00:00', MS],
    [null, null],
    ['', null],
    ['soon', null],
    [Number.NaN, null],
    [new Uint8Array([1]), null],
  ])('%s is read', (written, read) => {
    expect(readEnd(written)).toBe(read);
  });

  it.each([
    [MS + 1, MS],
    [MS / 1000 + 1, MS / 1000],
    ['2030-01-01T00:00:00.000Z', '2026-01-05T09:30:00.000Z'],
    ['2030-01-01 00:00:00', '2026-01-05 09:30:00'],
    [String(MS + 1), String(MS)],
    [String(MS / 1000 + 1), String(MS / 1000)],
  ])('is written as it was: %s', (before, written) => {
    expect(writeEnd(MS, before, 'ms')).toBe(written);
  });

  it('is written as the layout has it where nothing stands there', () => {
    expect(['ms', 's', 'iso'].map((unit) => writeEnd(MS, null, unit as 'ms'))).toEqual([
      MS,
      MS / 1000,
      '2026-01-05T09:30:00.000Z',
    ]);
  });

  it('is read again as it was written, to the second', () => {
    const moments = fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2100, 0) });
    const forms = fc.constantFrom<unknown>(MS, MS / 1000, '2030-01-01T00:00:00.000Z', '2030-01-01 00:00:00', null);
    fc.assert(
      fc.property(moments, forms, fc.constantFrom('ms', 's', 'iso'), (ms, before, unit) => {
        expect(Math.floor((readEnd(writeEnd(ms, before, unit)) ?? 0) / 1000)).toBe(Math.floor(ms / 1000));
      }),
    );
  });
});
