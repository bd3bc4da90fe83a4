import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clip,
  duration,
  momentAndDistance,
  oneLine,
  ordinal,
  shortDuration,
  shortId,
  utf8Length,
} from '../../../src/projections/words';

describe('words', () => {
  it('tells lengths of time in two units, and a whole minute within a second of it', () => {
    expect(
      [0, 250, 1_500, 60_000, 90_000, 1_799_990, 1_797_000, 3_600_000, 5_400_000, 86_400_000].map(duration),
    ).toEqual([
      '0 ms',
      '250 ms',
      '1 second',
      '1 minute',
      '1 minute 30 seconds',
      '30 minutes',
      '29 minutes 57 seconds',
      '1 hour',
      '1 hour 30 minutes',
      '1 day',
    ]);
    expect(shortDuration(5_400_000)).toBe('1 h 30 min');
    expect(duration(Number.NaN)).toBe('an unknown time');
  });

  it('tells moments by their distance, with the date when it is another day', () => {
    const now = Date.UTC(2026, 0, 5, 23, 50);
    expect(momentAndDistance(now + 300_000, now)).toBe('23:55:00 UTC (in 5 minutes)');
    expect(momentAndDistance(now - 60_000, now)).toBe('23:49:00 UTC (1 minute ago)');
    expect(momentAndDistance(now + 1_200_000, now)).toBe('2026-01-06 00:10:00 UTC (in 20 minutes)');
    expect(momentAndDistance(1e20, now)).toContain('outside the calendar');
  });

  it('never shows the whole of an id', () => {
    expect(shortId('9f8e7d6c5b4a')).toBe('9f8e7d…');
    fc.assert(fc.property(fc.string({ minLength: 1 }), (id) => void expect(shortId(id)).not.toContain(id)));
  });

  it('keeps what hides or reorders visible', () => {
    expect(oneLine('a\nb\u0000\u202ec')).toBe('a␊b␀\\u202ec');
  });

  it('clips by characters, not in the middle of one', () => {
    expect(clip('😀😀😀😀', 3)).toBe('😀😀…');
    expect(clip('abc', 3)).toBe('abc');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 120 }),
        fc.integer({ min: 1, max: 50 }),
        (text, max) => void expect(Array.from(clip(text, max)).length).toBeLessThanOrEqual(max),
      ),
    );
  });

  it('clips what is plain just as it clips everything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const characters = Array.from(oneLine(text));
        const clipped = characters.length <= max ? characters : [...characters.slice(0, max - 1), '…'];
        expect(clip(text, max)).toBe(clipped.join(''));
      }),
    );
  });

  it('counts bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => void expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length),
      ),
    );
  });

  it('counts in order', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 101, 111].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '101st',
      '111th',
    ]);
  });
});
