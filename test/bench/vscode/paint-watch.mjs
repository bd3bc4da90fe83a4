import { Problem } from '../../../scripts/setup/problem.mjs';

const LIMIT_MS = 30_000;

/**
 * Measures from a key press in the workbench to a paint in a webview, inside the pages themselves: a look from outside
 * would add its own journeys. Frames of one browser share one clock.
 */
export class PaintWatch {
  #marks = [];
  #waiting = [];

  #page;

  /** @param {import('playwright-core').Page} page shows a workbench without any webview */
  constructor(page) {
    this.#page = page;
  }

  /** @param {string} selector of the element in a webview whose first paint counts */
  async begin(selector) {
    await this.#page.exposeBinding('authLabBenchMark', (_source, name, at) => this.#mark({ name, at }));
    await this.#page.addInitScript(watchWebview, selector);
    await this.#page.evaluate(watchEnter);
  }

  /**
   * Presses Enter and waits for the paint.
   *
   * @returns {Promise<number>} milliseconds
   */
  async fromEnter() {
    await this.#page.keyboard.press('Enter');
    const { at: end } = await this.#next('painted');
    const { at: start } = await this.#next('pressed');
    return end - start;
  }

  /** @param {string} name */
  async #next(name) {
    const deadline = AbortSignal.timeout(LIMIT_MS);
    for (;;) {
      const found = this.#marks.find((mark) => mark.name === name);
      if (found !== undefined) return found;
      await new Promise((resolve, reject) => {
        this.#waiting.push(resolve);
        deadline.onabort = () => reject(new Problem(`No webview painted within ${LIMIT_MS / 1000} s.`));
      });
    }
  }

  #mark(mark) {
    this.#marks.push(mark);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Runs in the workbench's page. */
function watchEnter() {
  const pressed = (event) => {
    if (event.key === 'Enter') void window.authLabBenchMark('pressed', performance.timeOrigin + event.timeStamp);
  };
  window.addEventListener('keydown', pressed, { capture: true });
}

/**
 * Runs in every new frame before anything else does. VS Code writes a webview's page into a frame within its frame,
 * where no script of ours is let in before; the outer one can see into it.
 */
function watchWebview(selector) {
  if (!window.location.pathname.endsWith('/webview/browser/pre/index.html')) return;
  const isShown = (frame) =>
    frame.checkVisibility({ visibilityProperty: true }) &&
    Boolean(frame.contentDocument?.querySelector(selector)?.checkVisibility());
  const look = () => {
    if (![...document.querySelectorAll('iframe')].some(isShown)) {
      requestAnimationFrame(look);
      return;
    }
    // A task that was queued while a frame was made runs when that frame has been painted.
    const { port1, port2 } = new window.MessageChannel();
    port1.onmessage = () => void window.authLabBenchMark('painted', performance.timeOrigin + performance.now());
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}
