import type { Disposable } from '../signal';
import type { StoresDesk, StoresParts } from './stores-desk';

/** The table of sessions as far as activation needs it: nothing of it is loaded before somebody asks. */
export class Stores implements Disposable {
  readonly #parts: StoresParts;
  #desk: Promise<StoresDesk> | undefined;

  constructor(parts: StoresParts) {
    this.#parts = parts;
  }

  async desk(): Promise<StoresDesk> {
    this.#desk ??= import('./stores-desk').then(({ StoresDesk }) => new StoresDesk(this.#parts));
    return this.#desk;
  }

  async dispose(): Promise<void> {
    await (await this.#desk)?.dispose();
  }
}
