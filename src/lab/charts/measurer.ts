import type { Chart } from '../../model/charts-protocol';
import type { AddressBook } from '../address';

/** Tells how far a measurement is: what it does in a few words, and so many of so many steps. */
export type Tell = (words: string, done: number, total: number) => void;

/** Measures one chart. @throws Error with a sentence when it cannot be measured here */
export type Measurer = (addresses: AddressBook, tell: Tell) => Promise<Chart>;

/** The middle of some numbers, and their least and most. At least one number. */
export function medianOf(numbers: readonly number[]): {
  readonly median: number;
  readonly least: number;
  readonly most: number;
} {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return { median: (low + high) / 2, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}
