import type { Setup, Trace } from '../model';
import { match } from './match';
import { truthOf } from './outcome';
import type { Expected } from './impossible';
import type { Step, Tutorial, View } from './types';
import { startsRun } from './auto';
import { onlyShows } from './perform';

/** The run of the moment, as far as a tutorial cares. */
export interface ObservedRun {
  /** Differs for every run. */
  readonly id: string;
  readonly scenario: string;
  readonly setup: Setup;
  /** It is served by the learner's copy of the program. */
  readonly edited: boolean;
  readonly trace: Trace;
  readonly phase: 'starting' | 'held' | 'running' | 'ended' | 'failed';
}

/** Where a learner stands in a tutorial. A value: every change makes another one. */
export interface Stand {
  readonly index: number;
  /** The run that belongs to the step; null before the first. */
  readonly run: string | null;
  /** Events from this `seq` on belong to the step. */
  readonly from: number;
  readonly phase: 'open' | 'acting' | 'done';
  /** The choice that was predicted, or null. */
  readonly predicted: string | null;
  /** The choice that came true; null until the step is done, or when none did. */
  readonly truth: string | null;
  /** How many hints are open. */
  readonly hints: number;
  /** Views that were opened in this step. */
  readonly opened: readonly View[];
  /** What could not be done when the button was pressed. */
  readonly notes: readonly string[];
}

/** Why the step cannot come true as things are, or null. */
export type Astray =
  | null
  /** There is no run, and the step needs one. */
  | 'no-run'
  /** Somebody began another run, of this or another scenario. */
  | 'other-run'
  /** The run is over, and the step did not come true. */
  | 'run-over'
  /** The lab broke. */
  | 'run-failed'
  /** The button did not do all it was to do. */
  | 'did-not-happen';

/** Enters a step. @param run the run that the steps before it have led to */
export function enter(index: number, run: ObservedRun | null): Stand {
  return {
    index,
    run: run?.id ?? null,
    from: run?.trace.length ?? 0,
    phase: 'open',
    predicted: null,
    truth: null,
    hints: 0,
    opened: [],
    notes: [],
  };
}

/** A guess counts until the step is done. */
export function predict(stand: Stand, step: Step, choice: string): Stand {
  if (stand.phase === 'done' || !step.prediction?.choices.some(({ id }) => id === choice)) return stand;
  return { ...stand, predicted: choice };
}

/** Opens one more hint. */
export function hint(stand: Stand, step: Step): Stand {
  return { ...stand, hints: Math.min(step.hints.length, stand.hints + 1) };
}

/** The button was pressed. */
export function acting(stand: Stand): Stand {
  return stand.phase === 'done' ? stand : { ...stand, phase: 'acting', notes: [] };
}

/** The button has done what it could. */
export function acted(stand: Stand, notes: readonly string[]): Stand {
  return { ...stand, phase: stand.phase === 'done' ? 'done' : 'open', notes };
}

/** A view was opened, by the button or by hand. */
export function opened(stand: Stand, view: View): Stand {
  return stand.opened.includes(view) ? stand : { ...stand, opened: [...stand.opened, view] };
}

/** Another run began. A step that begins one takes it for its own; so does one that never had any. */
export function began(stand: Stand, step: Step, run: ObservedRun): Stand {
  if (stand.phase === 'acting' || startsRun(step)) return { ...stand, run: run.id, from: 0 };
  return stand;
}

/**
 * Looks at what happened. A step comes true when its events are there, its views were opened and the run holds: then
 * nothing that belongs to it is still on its way.
 */
export function observe(stand: Stand, step: Step, run: ObservedRun | null): Stand {
  if (stand.phase !== 'open' || !run || run.id !== stand.run) return stand;
  if (run.phase !== 'held' && run.phase !== 'ended') return stand;
  if (viewsLacking(stand, step).length > 0) return stand;
  if (!match(step.done, run.trace, stand.from).holds) return stand;
  const truth = step.prediction ? truthOf(step.prediction, run.trace, stand.from) : null;
  return { ...stand, phase: 'done', truth };
}

/** Whether the learner has left the way, and how. */
export function astray(stand: Stand, step: Step, run: ObservedRun | null): Astray {
  if (stand.phase !== 'open') return null;
  if (stand.notes.length > 0) return 'did-not-happen';
  if (!run || stand.run === null) return startsRun(step) ? null : 'no-run';
  if (run.phase === 'failed') return 'run-failed';
  if (run.id !== stand.run) return 'other-run';
  // A step that begins a run of its own loses nothing with the last.
  if (run.phase === 'ended' && !startsRun(step) && playsOn(step)) return 'run-over';
  return null;
}

/** The run that a step's events come from: that of the last start up to it. */
export function expectedRun(tutorial: Tutorial, index: number): Expected {
  for (const { act } of tutorial.steps.slice(0, index + 1).reverse()) {
    const start = act?.actions.findLast((action) => action.type === 'start');
    if (start) {
      const { scenario, setup, edited } = start;
      return { scenario, setup, ...(edited !== undefined && { edited }) };
    }
  }
  return { scenario: tutorial.scenario, setup: tutorial.setup };
}

/** What is still to be opened in a step, or measured, or changed. */
export function viewsLacking(stand: Stand, step: Step): readonly View[] {
  return viewsToOpen(step).filter((view) => !stand.opened.includes(view));
}

function viewsToOpen({ act }: Step): readonly View[] {
  return (act?.actions ?? []).flatMap((action): View[] => {
    if (action.type === 'open') return [action.view];
    return action.type === 'editCode' ? ['edit'] : [];
  });
}

function playsOn({ act }: Step): boolean {
  return act === null || act.actions.some(({ type }) => !onlyShows(type));
}
