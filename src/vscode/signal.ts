/** Something that can be let go of; the same shape as VS Code's, so that either may stand for the other. */
export interface Disposable {
  dispose(): unknown;
}

export type Listener<T> = (value: T) => unknown;

/** Subscribes a listener until the result is disposed; the same shape as VS Code's `Event`. */
export type Subscribe<T> = (listener: Listener<T>) => Disposable;

/**
 * Tells listeners of one thing, in the order in which they subscribed.
 * VS Code's EventEmitter would do; this one also works where there is no VS Code, such as a unit test.
 */
export class Signal<T> implements Disposable {
  readonly #listeners = new Set<Listener<T>>();

  readonly event: Subscribe<T> = (listener) => {
    // A wrapper of its own for every subscription: the same function may listen twice.
    const own: Listener<T> = (value) => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
