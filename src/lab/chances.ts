import type { Frequency } from '../model';
import { SeededBytes } from './seeded-bytes';

/** Decides, chance by chance and by the run's seed, whether something that is armed strikes. */
export class Chances {
  #left: number;
  readonly #bytes: SeededBytes;

  /**
   * @param seed the run's; equal seeds decide alike
   * @param label tells one decision of a run from another
   */
  constructor(
    private readonly frequency: Frequency,
    seed: string,
    label: string,
  ) {
    this.#left = frequency.how === 'once' ? 1 : frequency.how === 'first' ? frequency.n : Infinity;
    this.#bytes = new SeededBytes(seed, `chances/${label}`);
  }

  /** True when it will never strike again. */
  get spent(): boolean {
    return this.#left <= 0;
  }

  /** Takes one chance. */
  strikes(): boolean {
    if (this.spent) return false;
    if (this.frequency.how === 'chance' && this.fraction() >= this.frequency.p) return false;
    this.#left -= 1;
    return true;
  }

  /** A number from 0 to below 1. */
  fraction(): number {
    return this.#bytes.take(4).readUInt32BE() / 2 ** 32;
  }
}
