import type { Run } from '../run';
import type { RunSession } from '../run-session';
import type { Disposable } from '../signal';

/** So many runs are kept: what a learner still remembers having done, and little memory. */
const MOST = 12;

/** The runs of this window, so that any two of them can be compared. The run of the moment is among them. */
export class RunShelf implements Disposable {
  readonly #listening: Disposable;
  /** In the order in which they began. */
  #runs: readonly Run[] = [];

  constructor(session: Pick<RunSession, 'run' | 'onDidChange'>) {
    this.#listening = session.onDidChange(({ type }) => {
      if (type === 'began' && session.run) this.#runs = [...this.#runs, session.run].slice(-MOST);
    });
  }

  /** The runs in which anything happened, the newest first. One that was only shown again stands there once. */
  get runs(): readonly Run[] {
    const told = this.#runs.filter(({ trace }) => trace.length > 0);
    return told.filter((run, index) => !told.slice(0, index).some((before) => tellsTheSame(before, run))).reverse();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#runs = [];
  }
}

/** Showing a run takes its very events over. */
function tellsTheSame(a: Run, b: Run): boolean {
  return a.trace.length === b.trace.length && a.trace[0] === b.trace[0] && a.trace.at(-1) === b.trace.at(-1);
}
