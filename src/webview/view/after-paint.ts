/**
 * Runs the newest of several jobs once the frame that is being made has been painted, and behind whatever the reader
 * has done meanwhile. On a hidden page, which has no frames, it runs a little later all the same.
 */
export class AfterPaint {
  #job: (() => void) | null = null;

  run(job: () => void): void {
    const waiting = this.#job !== null;
    this.#job = job;
    if (waiting) return;
    const go = (): void => {
      const next = this.#job;
      this.#job = null;
      next?.();
    };
    if (document.hidden) setTimeout(go, 50);
    else requestAnimationFrame(() => void scheduler.postTask(go, { priority: 'background' }));
  }
}
