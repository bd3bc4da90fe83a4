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
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      // A task that was queued while a frame was made runs when that frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}

/** Resolves when the first frame in which there is an element for this selector has been painted. */
export async function appeared(selector: string): Promise<void> {
  do await painted();
  while (document.querySelector(selector) === null);
}

/**
 * The same, for what is expected within a frame. To ask for that in
 * every frame would make frames of its own, and what is measured would wait for the end of one.
 * @param among where to look: going through a long document takes its time, too
 */
export async function present(selector: string, among: () => ParentNode): Promise<void> {
  const isThere = (): boolean => among().querySelector(selector) !== null;
  if (!isThere()) {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-bare'] });
    });
  }
  await painted();
}

/** The shortest time between two steps of a person in a hurry, in ms. */
const HURRY = 250;

/** Resolves a little later, as a person would press the key again: at no particular moment of a frame. */
export async function aMoment(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, HURRY + Math.random() * 100));
}
