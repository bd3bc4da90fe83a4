import { SeededBytes } from '../../src/lab/seeded-bytes';

/** Chance by a seed: the same decisions in every run of a test. */
export class Dice {
  readonly #bytes: SeededBytes;

  constructor(seed: string) {
    this.#bytes = new SeededBytes(seed, 'dice');
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor((this.#bytes.take(4).readUInt32BE() / 2 ** 32) * end);
  }

  /** @param p from 0 to 1 */
  chance(p: number): boolean {
    return this.below(1_000_000) < p * 1_000_000;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }
}
