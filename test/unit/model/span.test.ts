import { describe, expect, it } from 'vitest';
import { checkSpan, CLOCK_PRESETS, LONGEST_SPAN, readSpan } from '../../../src/model/span';

describe('a span of time', () => {
  it.each([
    ['16m', 960_000],
    ['1h 30m', 5_400_000],
    ['1 h, 30 min', 5_400_000],
    ['1 hour and 30 minutes', 5_400_000],
    ['1.5h', 5_400_000],
    ['45 s', 45_000],
    ['2 days', 172_800_000],
    ['1w', 604_800_000],
    ['500ms', 500],
    ['  9 HOURS ', 32_400_000],
    ['3650d', LONGEST_SPAN],
  ])('"%s" is %d ms', (text, ms) => {
    expect(readSpan(text)).toEqual({ ms });
  });

  it.each([
    ['', 'Write it as in'],
    ['   ', 'Write it as in'],
    ['-5m', 'only goes forward'],
    ['−5m', 'only goes forward'],
    ['90', '"90" has no unit: 90s, 90m or 90h?'],
    ['0m', 'by a millisecond at least'],
    ['0.2ms', 'by a millisecond at least'],
    ['11000 days', 'ten years at most'],
    ['9'.repeat(400) + 'h', 'ten years at most'],
    ['5 parsecs', '"parsecs" is no unit of time'],
    ['tomorrow', 'is no span of time'],
    ['1h; rm -rf', 'is no span of time'],
    ['1h 30', 'is no span of time'],
  ])('"%s" is none, and a sentence says why', (text, words) => {
    const read = readSpan(text);
    expect(read).toHaveProperty('error');
    expect('error' in read && read.error).toContain(words);
    expect('error' in read && read.error.length).toBeLessThan(120);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, LONGEST_SPAN + 1])('%s ms are too many or too few', (ms) => {
    expect(checkSpan(ms)).toHaveProperty('error');
  });

  it('is what every preset is', () => {
    for (const { title, ms } of CLOCK_PRESETS) expect(readSpan(title)).toEqual({ ms });
  });
});
