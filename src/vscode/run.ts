import type { PlacedIntervention, RunState, ScenarioCard, Setup, Trace } from '../model';
import { EVENT_KINDS } from '../model/kinds';
import type { EditedCode } from '../model/edited-code';
import type { RunPair } from '../model/run-pair';
import type { LabFailure } from '../process/lab-process';

/** The run that another one was repeated from, as it stood then. */
export interface RunBranch {
  readonly trace: Trace;
  readonly interventions: readonly PlacedIntervention[];
  /** `seq` of the last event that was repeated; -1 for another run, of which nothing was. */
  readonly at: number;
  /** What the two runs are called and what was measured beside them, where it is another run. */
  readonly pair?: RunPair;
}

/** One run of one scenario, as the extension host knows it. Readers hold it only for a moment: it goes on. */
export interface Run {
  /** Differs for every run. */
  readonly id: string;
  readonly card: ScenarioCard;
  readonly trace: Trace;
  readonly state: RunState;
  /** How its servers are deployed. */
  readonly setup: Setup;
  /** Playing it again gives the same run: what was done to it is known here. */
  readonly repeatable: boolean;
  /** The learner's own program that serves it, or null. */
  readonly edited: EditedCode | null;
  /** What was done to it so far, each at its place. */
  readonly interventions: readonly PlacedIntervention[];
  /** The run that this one was repeated from, or null. */
  readonly branch: RunBranch | null;
  /** Why the lab broke, when `state.phase` is `failed`. */
  readonly failure: LabFailure | null;
}

/** True while a lab process plays the run. */
export function isActive<R extends Run>(run: R | null): run is R {
  return run !== null && run.state.phase !== 'ended' && run.state.phase !== 'failed';
}

/** The title without its explanation, for places with little room: "Stateful". */
export function shortTitle(card: Pick<ScenarioCard, 'title'>): string {
  return card.title.split(':')[0] ?? card.title;
}

/** How many stops the run has made: the events at which stepping halts. */
export function stepsTaken(trace: Trace): number {
  return trace.reduce((count, event) => count + (EVENT_KINDS[event.kind].quiet ? 0 : 1), 0);
}
