import { describe, expect, it } from 'vitest';
import { ENGLISH, figuresOf } from '../../../src/projections/figures';

describe('numbers', () => {
  it('are in English as they were', () => {
    const { written, decimal, fixed } = figuresOf(ENGLISH);
    expect([written(1_234_567), written(0.5), decimal(1_234.5, 2)]).toEqual(['1,234,567', '0.5', '1,234.50']);
    for (const value of [1.45, 2.5, 0.05, 999.95, 1234.56]) expect(fixed(value, 1)).toBe(value.toFixed(1));
  });

  it('are in German with its marks', () => {
    const { written, decimal, fixed } = figuresOf('de');
    expect([written(1_234_567), written(0.5), decimal(1_234.5, 2)]).toEqual(['1.234.567', '0,5', '1.234,50']);
    expect([fixed(1.45, 1), fixed(12, 0)]).toEqual([(1.45).toFixed(1).replace('.', ','), '12']);
  });
});
