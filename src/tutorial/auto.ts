import type { TraceEvent } from '../model';
import { match } from './match';
import { truthOf } from './outcome';
import { perform, type Hands } from './perform';
import type { Step, Tutorial } from './types';
import { patternWords } from './words';

export interface StepReport {
  readonly step: string;
  readonly title: string;
  readonly teaches: readonly number[];
  /** What happened since the step began. */
  readonly events: readonly TraceEvent[];
  readonly prediction: {
    readonly question: string;
    readonly truth: string | null;
    readonly says: string | null;
  } | null;
  readonly outcome: 'done' | 'not done';
  /** Why it is not done, and what could not be done on the way: one sentence each. */
  readonly notes: readonly string[];
}

export interface TutorialReport {
  readonly tutorial: string;
  readonly title: string;
  readonly outcome: 'completed' | 'not completed';
  readonly steps: readonly StepReport[];
}

/**
 * Plays a tutorial to its end, as a learner would who always presses the button. Stops at the first step that does not
 * come true, since those after it build on it.
 * @throws Error with one sentence when the lab broke
 */
export async function playTutorial(tutorial: Tutorial, hands: Hands): Promise<TutorialReport> {
  const steps: StepReport[] = [];
  for (const step of tutorial.steps) {
    const report = await playStep(step, hands);
    steps.push(report);
    if (report.outcome === 'not done') break;
  }
  const completed = steps.length === tutorial.steps.length && steps.every(({ outcome }) => outcome === 'done');
  return {
    tutorial: tutorial.id,
    title: tutorial.title,
    outcome: completed ? 'completed' : 'not completed',
    steps,
  };
}

async function playStep(step: Step, hands: Hands): Promise<StepReport> {
  const before = hands.trace().length;
  const notes = step.act ? [...(await perform(step.act.actions, hands))] : [];
  const trace = hands.trace();
  const from = startsRun(step) ? 0 : before;
  const found = match(step.done, trace, from);
  if (found.lacking)
    notes.push(
      `${found.lacking.never ? 'This was never to happen' : 'This did not happen'}: ${patternWords(found.lacking)}.`,
    );
  const truth = step.prediction ? truthOf(step.prediction, trace, from) : null;
  const says = step.prediction?.choices.find(({ id }) => id === truth)?.says ?? null;
  if (step.prediction && truth === null) notes.push('No choice of the prediction came true.');
  return {
    step: step.id,
    title: step.title,
    teaches: step.teaches,
    events: trace.slice(from),
    prediction: step.prediction ? { question: step.prediction.question, truth, says } : null,
    outcome: found.holds && (!step.prediction || truth !== null) && notes.length === 0 ? 'done' : 'not done',
    notes,
  };
}

/** Its act begins a run anew, so that all of it belongs to the step. */
export function startsRun({ act }: Step): boolean {
  return act?.actions.some(({ type }) => type === 'start') === true;
}
