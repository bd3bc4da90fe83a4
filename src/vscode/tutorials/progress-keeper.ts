import type * as vscode from 'vscode';
import {
  isProgress,
  readProgress,
  withoutProgress,
  withProgress,
  type Progress,
  type TutorialProgress,
} from '../../tutorial';
import { Signal, type Disposable } from '../signal';

const KEY = 'authLab.tutorials';
/** The same once more: if one is not what we wrote, the other one is read. */
const COPY = 'authLab.tutorials.copy';

/** Keeps each user's way through the tutorials. A broken entry costs itself and nothing else. */
export class ProgressKeeper implements Disposable {
  readonly #memory: vscode.Memento;
  readonly #changes = new Signal<void>();
  readonly onDidChange = this.#changes.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Read anew each time, for another window may have written in between. */
  get progress(): Progress {
    const kept = this.#memory.get<unknown>(KEY);
    return readProgress(isProgress(kept) ? kept : this.#memory.get<unknown>(COPY));
  }

  change(tutorial: string, change: Partial<TutorialProgress>): void {
    this.#keep(withProgress(this.progress, tutorial, change));
  }

  forget(tutorial: string): void {
    this.#keep(withoutProgress(this.progress, tutorial));
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #keep(progress: Progress): void {
    void this.#memory.update(KEY, progress);
    void this.#memory.update(COPY, progress);
    this.#changes.fire();
  }
}
