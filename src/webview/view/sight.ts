/** Tells elements whether they are in sight of a scrolling box, or nearly. */
export class Sight {
  readonly #observer: IntersectionObserver;
  readonly #listeners = new WeakMap<Element, (inSight: boolean) => void>();

  /** @param margin how far outside of the box counts as in sight, in px */
  constructor(root: Element, margin: number) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#listeners.get(target)?.(isIntersecting);
      },
      { root, rootMargin: `${String(margin)}px 0px` },
    );
  }

  /** @returns a function that ends the watch */
  watch(element: Element, tell: (inSight: boolean) => void): () => void {
    this.#listeners.set(element, tell);
    this.#observer.observe(element);
    return () => {
      this.#observer.unobserve(element);
    };
  }

  dispose(): void {
    this.#observer.disconnect();
  }
}
