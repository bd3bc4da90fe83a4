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
  #frame = 0;
  #top = 0;
  #height = 0;

  constructor(readonly panel: Panel) {}

  /** @returns a function that lets go of the box */
  attach(box: HTMLElement): () => void {
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
    this.keepUp();
    return () => {
      abort.abort();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#box = null;
    };
  }

  /** Scrolls to the end before the next paint if that is where the reader is. Asking twice costs nothing. */
  keepUp(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#toEnd();
    });
  }

  #toEnd(): void {
    const box = this.#box;
    if (!box || !this.panel.following.value) return;
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
