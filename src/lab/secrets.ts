import type { SigningAlgorithm } from '../model';
import type { NodeSecrets, SigningKeyOrder } from './node-protocol';
import { SeededBytes } from './seeded-bytes';
import { signingKey } from './signing-keys';

/** As they stand in many a repository, and in every list of words to try. */
const WORDS = ['secret', 'changeme', 'keyboard cat'];

/** The secrets of a run's servers, newest first: what a deployment keeps in its environment. */
export class Secrets {
  /** How often each has been replaced, and how many of the old ones still count. */
  readonly #generations = { cookie: { newest: 0, oldest: 0 }, signing: { newest: 0, oldest: 0 } };

  /** By generation. Finding primes takes a while. */
  readonly #keys: SigningKeyOrder[] = [];

  constructor(
    private readonly algorithm: SigningAlgorithm,
    private readonly seed: string,
    /** Words and no random bytes, for a server that is there to be attacked. */
    private readonly weak = false,
  ) {}

  /** @param overlap whether what was signed with the old one still counts */
  replace(name: 'cookie' | 'signing', overlap: boolean): void {
    const generation = this.#generations[name];
    generation.newest += 1;
    if (!overlap) generation.oldest = generation.newest;
  }

  get current(): NodeSecrets {
    return {
      cookie: this.#each('cookie').map((generation) =>
        new SeededBytes(this.seed, `secret/cookie/${generation}`).take(32).toString('base64url'),
      ),
      signing: this.#each('signing').map((generation) => this.#signingKey(generation)),
    };
  }

  #signingKey(generation: number): SigningKeyOrder {
    const key = this.#keys[generation] ?? this.#newKey(generation);
    this.#keys[generation] = key;
    return key;
  }

  #newKey(generation: number): SigningKeyOrder {
    const key = signingKey(this.algorithm, this.seed, generation);
    const word = WORDS[generation % WORDS.length] ?? '';
    return this.weak && this.algorithm === 'HS256' ? { ...key, key: Buffer.from(word).toString('base64url') } : key;
  }

  #each(name: 'cookie' | 'signing'): number[] {
    const { newest, oldest } = this.#generations[name];
    return Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index);
  }
}
