import type { LongRun } from './long-run';

/** What the pages of the bench find in their window, and what they offer there. */
declare global {
  interface Window {
    benchRun: LongRun;
    bench: BenchPage;
  }
}

export interface BenchPage {
  /**
   * Resolves a moment after everything before the first step has come on screen.
   * @returns milliseconds from being told of the run until its newest message was painted
   */
  ready(): Promise<number>;
  /** Brings one more message. @returns milliseconds until it was painted */
  step(): Promise<number>;
  /** @returns the longest task of the main thread since the run was told, in ms; 0 when none took 50 ms */
  longest(): number;
  /** Steps back and forth through what there is, one step a frame. */
  wander(steps: number): Promise<void>;
}

/** The longest of the main thread's tasks of 50 ms and more since this was begun, in ms; 0 for none. */
export class LongTasks {
  #longest = 0;
  readonly #observer = new PerformanceObserver((list) => this.#take(list.getEntries()));

  constructor() {
    this.#observer.observe({ type: 'longtask' });
  }

  longest(): number {
    this.#take(this.#observer.takeRecords());
    return this.#longest;
  }

  forget(): void {
    this.#take(this.#observer.takeRecords());
    this.#longest = 0;
  }

  #take(entries: readonly PerformanceEntry[]): void {
    for (const { duration } of entries) this.#longest = Math.max(this.#longest, duration);
  }
}

/** Resolves when what stands in the document now has been painted. */
export function painted(): Promise<void> {
  return shown(() => true);
}

/** Resolves when the first frame in which there is an element for this selector has been painted. */
export function present(selector: string): Promise<void> {
  return shown(() => document.querySelector(selector) !== null);
}

function shown(isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isThere()) {
        requestAnimationFrame(look);
        return;
      }
      // A task that was queued while a frame was made runs when that frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** The shortest time between two steps of a person in a hurry, in ms. */
const HURRY = 250;

/** Resolves a little later, as a person would press the key again: at no particular moment of a frame. */
export async function aMoment(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, HURRY + Math.random() * 100));
}
