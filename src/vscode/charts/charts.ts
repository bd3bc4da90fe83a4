import { Signal, type Disposable } from '../signal';
import type { ChartsDesk, ChartsParts } from './charts-desk';

/** The charts as far as activation needs them: nothing of them is loaded before somebody asks. */
export class Charts implements Disposable {
  readonly #parts: ChartsParts;
  #desk: Promise<ChartsDesk> | undefined;
  readonly #measured = new Signal<void>();
  /** The charts are on screen, and what they show has been measured. */
  readonly onDidMeasure = this.#measured.event;

  constructor(parts: ChartsParts) {
    this.#parts = parts;
  }

  /** The bundle that measures. */
  get path(): string {
    return this.#parts.path;
  }

  async desk(): Promise<ChartsDesk> {
    this.#desk ??= import('./charts-desk').then(({ ChartsDesk }) => {
      const desk = new ChartsDesk(this.#parts);
      desk.onDidMeasure(() => this.#measured.fire());
      return desk;
    });
    return this.#desk;
  }

  async dispose(): Promise<void> {
    this.#measured.dispose();
    await (await this.#desk)?.dispose();
  }
}
