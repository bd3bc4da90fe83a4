import type { Disposable } from '../signal';
import type { ChartsDesk, ChartsParts } from './charts-desk';

/** The charts as far as activation needs them: nothing of them is loaded before somebody asks. */
export class Charts implements Disposable {
  readonly #parts: ChartsParts;
  #desk: Promise<ChartsDesk> | undefined;

  constructor(parts: ChartsParts) {
    this.#parts = parts;
  }

  /** The bundle that measures. */
  get path(): string {
    return this.#parts.path;
  }

  async desk(): Promise<ChartsDesk> {
    this.#desk ??= import('./charts-desk').then(({ ChartsDesk }) => new ChartsDesk(this.#parts));
    return this.#desk;
  }

  async dispose(): Promise<void> {
    await (await this.#desk)?.dispose();
  }
}
