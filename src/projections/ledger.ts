/** What the newest step did to an entry. */
export type Change = 'added' | 'changed' | 'removed';

interface Line<T> {
  value: T;
  step: number;
  change: Change;
}

export interface LedgerRow<T> {
  readonly value: T;
  /** Null for what the newest step left alone. */
  readonly change: Change | null;
}

/**
 * Entries by key in the order of arrival, with what the newest step changed.
 * A removed entry stays visible for the step that removed it, so that a reader sees it go.
 */
export class Ledger<T> {
  readonly #lines = new Map<string, Line<T>>();

  put(key: string, value: T, step: number): void {
    const line = this.#lines.get(key);
    if (line === undefined || line.change === 'removed') {
      this.#lines.delete(key);
      this.#lines.set(key, { value, step, change: 'added' });
      return;
    }
    if (JSON.stringify(line.value) === JSON.stringify(value)) return;
    // What came and changed within one step is new to the reader.
    const change = line.step === step ? line.change : 'changed';
    this.#lines.set(key, { value, step, change });
  }

  remove(key: string, step: number): void {
    const line = this.#lines.get(key);
    if (line === undefined || line.change === 'removed') return;
    if (line.step === step && line.change === 'added') this.#lines.delete(key);
    else this.#lines.set(key, { value: line.value, step, change: 'removed' });
  }

  /** Makes the entries exactly these. */
  replaceAll(entries: readonly (readonly [key: string, value: T])[], step: number): void {
    const kept = new Set(entries.map(([key]) => key));
    for (const key of [...this.#lines.keys()]) if (!kept.has(key)) this.remove(key, step);
    for (const [key, value] of entries) this.put(key, value, step);
  }

  /** The value held under a key now. */
  get(key: string): T | undefined {
    const line = this.#lines.get(key);
    return line === undefined || line.change === 'removed' ? undefined : line.value;
  }

  /** What is held now. */
  live(): T[] {
    return [...this.#lines.values()].filter(({ change }) => change !== 'removed').map(({ value }) => value);
  }

  /** What is held now and what the newest step took away. */
  rows(step: number): LedgerRow<T>[] {
    return [...this.#lines.values()]
      .filter((line) => line.change !== 'removed' || line.step === step)
      .map((line) => ({ value: line.value, change: line.step === step ? line.change : null }));
  }
}
