import { isActive, type Run } from './run';

/** The words that `when` clauses in package.json may use, with the prefix `authLab.`. */
export interface ContextKeys {
  /** There is something to look at, over or not. */
  readonly hasRun: boolean;
  /** A lab process plays it. */
  readonly active: boolean;
  /** It goes on by itself. */
  readonly running: boolean;
  /** A gate waits for the learner. */
  readonly held: boolean;
  /** There is a scenario to begin again: the one of the moment, or one from before a reload. */
  readonly canRestart: boolean;
  /** A failure waits or lasts. */
  readonly armed: boolean;
  /** It repeats another run, with which it can be compared. */
  readonly hasBranch: boolean;
  /** Its cast has no session store. */
  readonly noStore: boolean;
}

/** What holds for a run. */
export function contextKeys(run: Run | null, ranBefore: boolean): ContextKeys {
  return {
    hasRun: run !== null,
    active: isActive(run),
    running: run?.state.phase === 'running',
    held: run?.state.phase === 'held',
    canRestart: run !== null || ranBefore,
    armed: isActive(run) && run.state.armed.length > 0,
    hasBranch: (run?.branch ?? null) !== null,
    noStore: hasNoStore(run),
  };
}

function hasNoStore(run: Run | null): boolean {
  const opening = run?.trace.find((event) => event.kind === 'run.started');
  return opening !== undefined && opening.data.actors.every(({ role }) => role !== 'store');
}
