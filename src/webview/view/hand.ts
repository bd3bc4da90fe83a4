import type { Panel } from '../panel/panel';
import type { Steering } from '../panel/steering';

/** How much a notch of the wheel zooms: e to the power of this times its distance. */
const WHEEL = 0.0022;
/** A pointer that moves less than this has pressed and not pulled, in px. */
const STILL = 4;

/**
 * Moves and enlarges a diagram by hand: the wheel with Ctrl (and so the pinch of a trackpad) zooms where the pointer
 * is, two fingers on a screen do too, and the empty space can be pulled.
 */
export class Hand {
  #spread = 0;

  constructor(
    readonly panel: Panel,
    readonly steering: Steering,
  ) {}

  /** @returns a function that lets go of the box */
  attach(box: HTMLElement): () => void {
    const abort = new AbortController();
    const { signal } = abort;
    box.addEventListener('wheel', (event) => this.#wheel(box, event), { signal, passive: false });
    box.addEventListener('pointerdown', (event) => this.#down(box, event, signal), { signal });
    box.addEventListener('touchmove', (event) => this.#pinch(box, event), { signal, passive: false });
    box.addEventListener('touchend', () => (this.#spread = 0), { signal });
    return () => abort.abort();
  }

  #wheel(box: HTMLElement, event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#zoom(box, Math.exp(-event.deltaY * WHEEL), event.clientX, event.clientY);
  }

  /** Two fingers: what lies between them stays between them. */
  #pinch(box: HTMLElement, event: TouchEvent): void {
    const [a, b] = event.touches;
    if (!a || !b) {
      this.#spread = 0;
      return;
    }
    event.preventDefault();
    const spread = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (this.#spread > 0) {
      this.#zoom(box, spread / this.#spread, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
    }
    this.#spread = spread;
  }

  /** The point under the pointer stays where it is. */
  #zoom(box: HTMLElement, factor: number, x: number, y: number): void {
    const before = this.panel.zoom.value;
    this.steering.zoomTo(before * factor);
    const ratio = this.panel.zoom.value / before;
    if (ratio === 1) return;
    const { left, top } = box.getBoundingClientRect();
    const [inX, inY] = [x - left, y - top];
    const [toX, toY] = [(box.scrollLeft + inX) * ratio - inX, (box.scrollTop + inY) * ratio - inY];
    requestAnimationFrame(() => box.scrollTo(toX, toY));
  }

  /** The middle button anywhere, or the first one where nothing can be pressed, pulls the diagram. */
  #down(box: HTMLElement, event: PointerEvent, signal: AbortSignal): void {
    if (event.pointerType === 'touch') return;
    const empty = event.target instanceof Element && !event.target.closest('button, .gutter, input, a');
    if (event.button !== 1 && !(event.button === 0 && empty)) return;
    // The scroll bars are the box's own.
    if (event.offsetX > box.clientWidth && event.target === box) return;
    if (event.button === 1) event.preventDefault();
    const [x, y, left, top] = [event.clientX, event.clientY, box.scrollLeft, box.scrollTop];
    const pulling = new AbortController();
    const options = { signal: AbortSignal.any([signal, pulling.signal]) };
    window.addEventListener(
      'pointermove',
      (move) => {
        if (Math.hypot(move.clientX - x, move.clientY - y) > STILL) box.dataset['panning'] = '';
        if (box.dataset['panning'] !== undefined) box.scrollTo(left + x - move.clientX, top + y - move.clientY);
      },
      options,
    );
    const end = (): void => {
      delete box.dataset['panning'];
      pulling.abort();
    };
    window.addEventListener('pointerup', end, options);
    window.addEventListener('pointercancel', end, options);
  }
}
