import type { AppId, SigningAlgorithm } from '../model';
import type { NodeSecrets, SigningKeyOrder } from './node-protocol';
import { SeededBytes } from './seeded-bytes';
import { signingKey } from './signing-keys';

/** As they stand in many a repository, and in every list of words to try. */
const WORDS = ['secret', 'changeme', 'keyboard cat'];
/** What stands in the source of src/apps/stateful-naive.ts. */
const IN_SOURCE = 'keyboard cat';

/** The secrets of a run's servers, newest first: what a deployment keeps in its environment. */
export class Secrets {
  /** How often each has been replaced, and how many of the old ones still count. */
  readonly #generations = { cookie: { newest: 0, oldest: 0 }, signing: { newest: 0, oldest: 0 } };

  /** By generation. Finding primes takes a while. */
  readonly #keys: SigningKeyOrder[] = [];

  constructor(
    private readonly algorithm: SigningAlgorithm,
    private readonly seed: string,
    /** The servers that are there to be attacked have words for secrets, and no random bytes. */
    private readonly app: AppId,
  ) {}

  /** @param overlap whether what was signed with the old one still counts */
  replace(name: 'cookie' | 'signing', overlap: boolean): void {
    const generation = this.#generations[name];
    generation.newest += 1;
    if (!overlap) generation.oldest = generation.newest;
  }

  get current(): NodeSecrets {
    return {
      cookie: this.#each('cookie').map((generation) => this.#cookieSecret(generation)),
      signing: this.#each('signing').map((generation) => this.#signingKey(generation)),
    };
  }

  #cookieSecret(generation: number): string {
    if (this.app === 'stateful-naive') return IN_SOURCE;
    return new SeededBytes(this.seed, `secret/cookie/${generation}`).take(32).toString('base64url');
  }

  #signingKey(generation: number): SigningKeyOrder {
    const key = this.#keys[generation] ?? this.#newKey(generation);
    this.#keys[generation] = key;
    return key;
  }

  #newKey(generation: number): SigningKeyOrder {
    const key = signingKey(this.algorithm, this.seed, generation);
    const word = WORDS[generation % WORDS.length] ?? '';
    const weak = this.app === 'stateless-naive' && this.algorithm === 'HS256';
    return weak ? { ...key, key: Buffer.from(word).toString('base64url') } : key;
  }

  #each(name: 'cookie' | 'signing'): number[] {
    const { newest, oldest } = this.#generations[name];
    return Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index);
  }
}
