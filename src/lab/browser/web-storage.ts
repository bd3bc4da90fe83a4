import type { WebStorageArea } from '../../model';

/**
 * What a page may keep by script: localStorage belongs to the origin, sessionStorage to one tab of it.
 * Any script of the origin reads all of it. Source: HTML, "Web storage".
 */
export class WebStorage {
  readonly #areas: Record<WebStorageArea, Map<string, string>> = {
    localStorage: new Map(),
    sessionStorage: new Map(),
  };

  get(area: WebStorageArea, key: string): string | null {
    return this.#areas[area].get(key) ?? null;
  }

  /** Every entry, in the order in which they were first written. */
  entries(area: WebStorageArea): (readonly [key: string, value: string])[] {
    return [...this.#areas[area]];
  }

  set(area: WebStorageArea, key: string, value: string): void {
    this.#areas[area].set(key, value);
  }

  /** @returns whether there was something to remove */
  remove(area: WebStorageArea, key: string): boolean {
    return this.#areas[area].delete(key);
  }
}
