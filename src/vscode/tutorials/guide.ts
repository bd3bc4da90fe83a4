import {
  acted,
  acting,
  actionsBefore,
  astray,
  began,
  conditionWords,
  enter,
  expectedRun,
  hint,
  match,
  observe,
  onlyShows,
  opened,
  patternWords,
  perform,
  predict,
  progressOf,
  viewsLacking,
  viewWords,
  type Astray,
  type ObservedRun,
  type Stand,
  type Step,
  type Tutorial,
  type View,
} from '../../tutorial';
import type { RunSession } from '../run-session';
import { Signal, type Disposable } from '../signal';
import { EditorHands, Interrupted, type EditorHandsOptions } from './editor-hands';
import type { ProgressKeeper } from './progress-keeper';

export interface GuideOptions extends EditorHandsOptions {
  readonly session: RunSession;
  readonly progress: ProgressKeeper;
  /** Asks before a run that is not the tutorial's own is replaced. */
  readonly mayReplace: () => Promise<boolean>;
  /** Something of ours broke. */
  readonly broke: (error: unknown) => void;
}

/** A tutorial that is being taken, and where the learner stands in it. */
export interface Taking {
  readonly tutorial: Tutorial;
  /** It is being written: its progress is nobody's. */
  readonly preview: boolean;
  /** From 0; the number of steps means the closing page. */
  readonly index: number;
  readonly stand: Stand;
  /** What is still to happen, after somebody asked. */
  readonly lacking: string | null;
}

/** Leads a learner through one tutorial: watches the run, ticks steps by what really happened, and brings back. */
export class Guide implements Disposable {
  readonly #options: GuideOptions;
  readonly #changes = new Signal<void>();
  readonly onDidChange = this.#changes.event;
  readonly #listening: Disposable;
  #taking: Taking | null = null;
  /** The button is doing something: what begins now is no surprise. */
  #busy = false;
  /** The run that a step began last: the next one may replace it unasked. */
  #ours: string | null = null;

  constructor(options: GuideOptions) {
    this.#options = options;
    this.#listening = options.session.onDidChange((change) => {
      if (change.type === 'began' && this.#busy) this.#ours = options.session.run?.id ?? null;
      const { taking, step } = this;
      if (!taking || !step) return;
      const run = this.#runFor(taking.tutorial, taking.index);
      if (change.type === 'began' && run) this.#stand(began(taking.stand, step, run));
      if (change.type === 'began') this.#changes.fire();
      if (change.type === 'state' || change.type === 'appended') this.#observe();
      if (change.type === 'failed') this.#changes.fire();
    });
  }

  get taking(): Taking | null {
    return this.#taking;
  }

  /** The step that is open; undefined on the closing page. */
  get step(): Step | undefined {
    return this.#taking?.tutorial.steps[this.#taking.index];
  }

  /** The button is doing something, or the way to a step is being replayed. */
  get isBusy(): boolean {
    return this.#busy;
  }

  get astray(): Astray {
    const { taking, step } = this;
    return taking && step && !this.#busy ? astray(taking.stand, step, this.#run()) : null;
  }

  /** Opens a tutorial where it was left, or at a step. The run is not touched. */
  open(tutorial: Tutorial, stepId?: string, preview = false): void {
    const { at, done } = progressOf(this.#options.progress.progress, tutorial.id);
    const found = tutorial.steps.findIndex(({ id }) => id === (stepId ?? at));
    // Who has done everything comes back to what there is to remember.
    const isOver = stepId === undefined && tutorial.steps.every(({ id }) => done.includes(id));
    this.#enter(tutorial, isOver ? tutorial.steps.length : Math.max(0, found), preview);
  }

  /** The same tutorial in other words, while it is being written. */
  refresh(tutorial: Tutorial): void {
    const { taking } = this;
    if (!taking) return;
    const index = Math.min(taking.index, tutorial.steps.length);
    this.#set({ ...taking, tutorial, index });
  }

  close(): void {
    this.#taking = null;
    this.#changes.fire();
  }

  /** Presses the button of the step. Once it has come true, it does so again, from where the step begins. */
  async act(): Promise<void> {
    const { step } = this;
    if (!this.#taking || !step?.act || this.#busy) return;
    const { actions } = step.act;
    const only = actions.every(({ type }) => onlyShows(type));
    if (this.#taking.stand.phase === 'done' && !only) await this.goTo(this.#taking.index);
    const taking = this.#taking;
    if (actions.some(({ type }) => type === 'start') && !(await this.#mayStart(taking))) return;
    await this.#whileBusy(async () => {
      this.#stand(acting(taking.stand));
      const hands = new EditorHands({ ...this.#options, opened: (view) => this.noteOpened(view) }, false);
      this.#acted(await perform(actions, hands));
    });
  }

  predict(choice: string): void {
    if (this.#taking && this.step) this.#stand(predict(this.#taking.stand, this.step, choice));
  }

  hint(): void {
    if (this.#taking && this.step) this.#stand(hint(this.#taking.stand, this.step));
  }

  /** Says what the step still waits for. */
  check(): void {
    const { taking, step } = this;
    if (!taking || !step) return;
    const { lacking } = match(step.done, this.#run()?.trace ?? [], taking.stand.from);
    const [view] = viewsLacking(taking.stand, step);
    const words = lacking ? patternWords(lacking) : view ? viewWords(view) : conditionWords(step.done);
    this.#set({ ...taking, lacking: taking.stand.phase === 'done' ? null : words });
  }

  /** A view was opened, whoever opened it. */
  noteOpened(view: View): void {
    if (!this.#taking) return;
    this.#stand(opened(this.#taking.stand, view));
    this.#observe();
  }

  /** Goes on. A step that is not done yet is skipped: the next one gets the run that it would have led to. */
  async next(): Promise<void> {
    const { taking } = this;
    if (!taking) return;
    const { tutorial, index, stand, preview } = taking;
    if (index >= tutorial.steps.length) return;
    if (stand.phase === 'done') this.#enter(tutorial, index + 1, preview);
    else await this.goTo(index + 1);
  }

  async back(): Promise<void> {
    if (this.#taking) await this.goTo(Math.max(0, this.#taking.index - 1));
  }

  /** The step from its beginning. */
  async reset(): Promise<void> {
    if (this.#taking) await this.goTo(this.#taking.index);
  }

  /** Opens a step with the run that the steps before it lead to, played again as fast as it goes. */
  async goTo(index: number): Promise<void> {
    const { taking } = this;
    if (!taking || this.#busy || index < 0) return;
    const { tutorial, preview } = taking;
    const actions = actionsBefore(tutorial.steps, Math.min(index, tutorial.steps.length));
    const target = tutorial.steps[index];
    const own = target?.act?.actions.some(({ type }) => type === 'start') === true;
    // A step that begins a run of its own, and the closing page, need none before.
    if (!target || own || actions.length === 0) {
      this.#enter(tutorial, index, preview);
      return;
    }
    if (!(await this.#mayStart(taking))) return;
    await this.#whileBusy(async () => {
      this.#enter(tutorial, index, preview);
      await perform(actions, new EditorHands(this.#options, true));
      this.#options.session.setPace(this.#options.pace());
      this.#enter(tutorial, index, preview);
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changes.dispose();
  }

  #enter(tutorial: Tutorial, index: number, preview: boolean): void {
    const at = tutorial.steps[index]?.id ?? null;
    if (!preview) this.#options.progress.change(tutorial.id, { at });
    this.#set({ tutorial, preview, index, stand: enter(index, this.#runFor(tutorial, index)), lacking: null });
  }

  /** The run of the moment, if it is one that this step could go on with. */
  #runFor(tutorial: Tutorial, index: number): ObservedRun | null {
    const run = this.#run();
    if (!run) return null;
    const { scenario, setup, edited } = expectedRun(tutorial, index);
    const same = run.scenario === scenario && run.edited === (edited !== undefined) && sameSetup(run.setup, setup);
    return same && run.phase !== 'failed' ? run : null;
  }

  async #mayStart({ stand }: Taking): Promise<boolean> {
    const { session } = this.#options;
    const { run } = session;
    const over = !run || run.state.phase === 'ended' || run.state.phase === 'failed';
    return over || run.id === stand.run || run.id === this.#ours || this.#options.mayReplace();
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    this.#changes.fire();
    try {
      await work();
    } catch (error) {
      if (error instanceof Interrupted) this.#acted(['Another run began, or the lab broke.']);
      else this.#options.broke(error);
    } finally {
      this.#busy = false;
      this.#observe();
      this.#changes.fire();
    }
  }

  #acted(notes: readonly string[]): void {
    const { taking, step } = this;
    if (!taking || !step) return;
    const after = observe(acted(taking.stand, notes), step, this.#run());
    if (after.phase === 'done' || notes.length > 0) {
      this.#stand(after);
      return;
    }
    const { lacking } = match(step.done, this.#run()?.trace ?? [], after.from);
    this.#stand(lacking ? { ...after, notes: [`This did not happen: ${patternWords(lacking)}.`] } : after);
  }

  #observe(): void {
    const { taking, step } = this;
    if (!taking || !step) return;
    const after = observe(taking.stand, step, this.#run());
    if (after !== taking.stand) this.#stand(after);
  }

  #stand(stand: Stand): void {
    const { taking, step } = this;
    if (!taking || stand === taking.stand) return;
    const isNew = stand.phase === 'done' && taking.stand.phase !== 'done';
    this.#set({ ...taking, stand, lacking: isNew ? null : taking.lacking });
    if (isNew && step && !taking.preview) this.#tick(taking.tutorial, step, stand);
  }

  /** Keeps that a step came true, and what had been predicted. */
  #tick({ id, steps }: Tutorial, step: Step, { predicted, truth, index }: Stand): void {
    const { progress } = this.#options;
    const { done, predictions } = progressOf(progress.progress, id);
    progress.change(id, {
      done: [...new Set([...done, step.id])],
      at: steps[index + 1]?.id ?? null,
      predictions:
        predicted === null
          ? predictions
          : { ...predictions, [step.id]: { choice: predicted, right: truth === null ? null : truth === predicted } },
    });
  }

  #run(): ObservedRun | null {
    const { run } = this.#options.session;
    if (!run) return null;
    const { id, card, setup, edited, trace, state } = run;
    return { id, scenario: card.id, setup, edited: edited !== null, trace, phase: state.phase };
  }

  #set(taking: Taking): void {
    this.#taking = taking;
    this.#changes.fire();
  }
}

function sameSetup(a: object, b: object): boolean {
  const entries = (setup: object): string =>
    JSON.stringify(
      Object.entries(setup)
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return entries(a) === entries(b);
}
