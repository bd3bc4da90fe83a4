import { effect } from '@preact/signals';
import type { Panel } from '../panel/panel';

/** This near to the end counts as being there, in px. */
const NEAR = 40;

/**
 * Keeps the newest message in sight until the reader scrolls away, and again once the reader has come back to the
 * end. Only the reader's own scrolling counts: the box also moves when we move it, and when it grows or shrinks.
 */
export class Follower {
  #box: HTMLElement | null = null;
  #byReader = false;
  /** The next scrolling that is told is our own. */
  #ours = false;
  #top = 0;
  #height = 0;

  constructor(readonly panel: Panel) {}

  /**
   * @param box what scrolls
   * @param content all that is in it
   * @returns a function that lets go of them
   */
  attach(box: HTMLElement, content: HTMLElement): () => void {
    this.#box = box;
    const abort = new AbortController();
    const options = { signal: abort.signal, passive: true };
    const reader = (): void => {
      this.#byReader = true;
    };
    for (const kind of ['wheel', 'touchmove', 'pointerdown'] as const) box.addEventListener(kind, reader, options);
    box.addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'PageUp' || key === 'PageDown') reader();
      },
      options,
    );
    box.addEventListener('scroll', () => this.#scrolled(), options);
    // Told when everything has its size and nothing is painted yet: to look at sizes costs nothing then.
    const resized = new ResizeObserver(() => this.#keepUp());
    for (const each of [box, content]) resized.observe(each);
    const release = effect(() => this.#keepUp());
    return () => {
      release();
      abort.abort();
      resized.disconnect();
      this.#box = null;
    };
  }

  /** Scrolls to the end if that is where the reader is. */
  #keepUp(): void {
    const box = this.#box;
    if (!this.panel.following.value || !box) return;
    const { scrollHeight, scrollTop } = box;
    const end = scrollHeight - box.clientHeight;
    if (end - scrollTop < 1) return;
    this.#byReader = false;
    box.scrollTop = end;
    this.#top = box.scrollTop;
    this.#height = scrollHeight;
    this.#ours = this.#top !== scrollTop;
  }

  /** Brings an item into sight. */
  show(seq: number): void {
    const item = this.#box?.querySelector(`.press[data-seq="${String(seq)}"]`);
    if (!item) return;
    this.#byReader = false;
    item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #scrolled(): void {
    const box = this.#box;
    // Every step scrolls: to look where that came to would cost it a layout more.
    if (!box || this.#ours) {
      this.#ours = false;
      return;
    }
    const { scrollTop, scrollHeight } = box;
    // A screen reader or a search of the page scrolls without wheel or key: nothing else moves a box up that did not
    // become shorter.
    if (scrollTop < this.#top && scrollHeight >= this.#height) this.#byReader = true;
    this.#top = scrollTop;
    this.#height = scrollHeight;
    if (!this.#byReader) return;
    this.panel.following.value = scrollHeight - box.clientHeight - scrollTop < NEAR;
  }
}
