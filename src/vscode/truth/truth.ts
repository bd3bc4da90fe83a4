import type { Disposable } from '../signal';
import type { TruthDesk, TruthParts } from './truth-desk';

/** The truth table as far as activation needs it: nothing of it is loaded before somebody asks. */
export class Truth implements Disposable {
  readonly #parts: TruthParts;
  #desk: Promise<TruthDesk> | undefined;

  constructor(parts: TruthParts) {
    this.#parts = parts;
  }

  async desk(): Promise<TruthDesk> {
    this.#desk ??= import('./truth-desk').then(({ TruthDesk }) => new TruthDesk(this.#parts));
    return this.#desk;
  }

  async dispose(): Promise<void> {
    await (await this.#desk)?.dispose();
  }
}
