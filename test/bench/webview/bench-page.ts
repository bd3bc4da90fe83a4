import type { LongRun } from './long-run';

/** What the pages of the bench find in their window, and what they offer there. */
declare global {
  interface Window {
    benchRun: LongRun;
    bench: BenchPage;
  }
}

export interface BenchPage {
  /** Resolves when everything before the first step is on screen and the page has nothing left to do. */
  ready(): Promise<void>;
  /** Brings one more message. @returns milliseconds until it was painted */
  step(): Promise<number>;
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

/** Resolves when the page has had nothing to do twice in a row. */
export async function idle(): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await painted();
    await new Promise((resolve) => requestIdleCallback(resolve));
  }
}

/** Resolves when there is an element for this selector. */
export function present(selector: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      if (!document.querySelector(selector)) return false;
      observer.disconnect();
      resolve();
      return true;
    };
    const observer = new MutationObserver(look);
    if (!look()) observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
}
