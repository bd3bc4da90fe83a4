import type { Disposable } from './signal';

/** So long may news wait, in ms: the eye does not notice, and a step is over by then. */
const REST = 100;

/**
 * Shows what changes often, at most once a rest. A step is several changes within a moment, and the window would draw
 * its own parts anew at each of them, in time that the diagram needs.
 */
export class Calm implements Disposable {
  readonly #show: () => void;
  #waiting: NodeJS.Timeout | null = null;

  constructor(show: () => void) {
    this.#show = show;
  }

  /** Something has changed. */
  soon(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = null;
      this.#show();
    }, REST);
  }

  dispose(): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = null;
  }
}
