import type { Intervention, PlacedIntervention, RunState, ScenarioCard, Setup, Trace, TraceEvent } from '../model';
import type { Breakpoint } from '../model/breakpoints';
import type { EditedCode } from '../model/edited-code';
import type { LabCommand, LabReport, RunTarget } from '../model/lab-protocol';
import type { RunPair } from '../model/run-pair';
import type { LabFailure, LabProcess } from '../process/lab-process';
import { isActive, type Run, type RunBranch } from './run';
import { Signal, type Disposable } from './signal';

/** What happened to the run; readers then look at `session.run`. */
export type RunChange =
  /** Another run took the place of the last. */
  | { readonly type: 'began' }
  | { readonly type: 'appended'; readonly from: number; readonly events: readonly TraceEvent[] }
  | { readonly type: 'state' }
  /** The learner set breakpoints, or took them away. */
  | { readonly type: 'breakpoints' }
  /** More is known of the pair that this run and another one are. */
  | { readonly type: 'paired' }
  /** The lab broke, and the run with it. */
  | { readonly type: 'failed'; readonly failure: LabFailure }
  /** The lab refused one command; the run is as it was. */
  | { readonly type: 'refused'; readonly failure: LabFailure };

/** What came of steering the run, for whoever waits for it. */
export type RunSteered =
  | { readonly type: 'intervened' }
  /** A `runTo` is over. */
  | { readonly type: 'arrived'; readonly reached: boolean };

export interface RunSessionOptions {
  /** Where the lab's bundle is, asked anew for every run. */
  readonly labPath: () => string;
  /** A Redis of the user's own, or undefined. It may hold a password: never logged, told to the lab alone. */
  readonly redisUrl: () => string | undefined;
  /** Equal seeds give equal traces. */
  readonly seed: string;
  /** Names a run; never twice, not even after a reload. */
  readonly newId: () => string;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

export interface StartOptions {
  /** How the servers are deployed; what is left out is the scenario's own choice. */
  readonly setup: Setup;
  /** Hold before the first step instead of playing. */
  readonly hold: boolean;
  /** Real milliseconds between two steps while playing. */
  readonly pace: number;
  /** Play as far as this and hold there. */
  readonly runTo?: RunTarget;
  /** A server that the learner has changed, in place of the shipped one. */
  readonly edited?: EditedCode | null;
}

/** Real milliseconds until a lab that was asked to stop is made to. */
const STOP_DEADLINE = 2_000;

/** The run of the moment and its lab process. One run at a time; the one before it is ended first. */
export class RunSession implements Disposable {
  readonly #options: RunSessionOptions;
  readonly #changes = new Signal<RunChange>();
  readonly onDidChange = this.#changes.event;
  readonly #steered = new Signal<RunSteered>();
  readonly onDidSteer = this.#steered.event;
  #current: LiveRun | null = null;
  #disposed = false;
  /** They outlive a run: the next one holds there too. */
  #breakpoints: readonly Breakpoint[] = [];

  constructor(options: RunSessionOptions) {
    this.#options = options;
  }

  /** With it and the same setup, a run anywhere gives the same trace as here. */
  get seed(): string {
    return this.#options.seed;
  }

  /** The run of the moment, over or not; null before the first. */
  get run(): Run | null {
    return this.#current;
  }

  /**
   * Ends the run of the moment and begins another.
   * @returns when the new lab process is on its way; what comes of it is told by `onDidChange`
   */
  async start(card: ScenarioCard, { hold, pace, setup, runTo, edited = null }: StartOptions): Promise<void> {
    await this.#begin(new LiveRun(this.#options.newId(), card, pace, setup, null, edited), hold, runTo);
  }

  /**
   * Repeats the run of the moment in a fresh lab as far as the event `at`, and holds there: with what was done to it
   * up to then, but not what was done there, so that something else can be done instead. The run of the moment ends
   * and is kept as the other branch.
   * @returns false when there is no such event, or nobody knows how the run came about
   */
  async fork(at: number): Promise<boolean> {
    const run = this.#current;
    if (!run?.repeatable || !Number.isInteger(at) || at < 0 || at >= run.trace.length) return false;
    const branch = { trace: [...run.trace], interventions: [...run.interventions], at };
    await this.#begin(new LiveRun(this.#options.newId(), run.card, run.pace, run.setup, branch, run.edited), true);
    return true;
  }

  /**
   * Shows a run that is over, in place of the run of the moment, which ends: nothing is played.
   * @param other another run to be compared with, or null
   * @param repeatable whether playing its scenario with this setup gives the same run
   * @returns when the lab of the run before is gone
   */
  async show(
    card: ScenarioCard,
    trace: Trace,
    setup: Setup = {},
    other: RunBranch | null = null,
    repeatable = false,
  ): Promise<void> {
    if (this.#disposed) return;
    const previous = this.#current;
    const run = new LiveRun(this.#options.newId(), card, previous?.pace ?? 0, setup, other, null);
    run.repeatable = repeatable;
    // One by one: a call takes only so many arguments.
    for (const event of trace) run.trace.push(event);
    run.state = { ...run.state, phase: 'ended', clock: trace.at(-1)?.at ?? 0 };
    this.#current = run;
    this.#changes.fire({ type: 'began' });
    this.#changes.fire({ type: 'state' });
    await previous?.lab?.dispose();
  }

  /** Says what was measured beside a run and the one that it is compared with, if it is still the run of the moment. */
  pair(id: string, pair: RunPair): void {
    const run = this.#current;
    if (run?.id !== id || !run.branch) return;
    run.branch = { ...run.branch, pair };
    this.#changes.fire({ type: 'paired' });
  }

  async #begin(run: LiveRun, hold: boolean, runTo?: RunTarget): Promise<void> {
    if (this.#disposed) return;
    const previous = this.#current;
    this.#current = run;
    this.#changes.fire({ type: 'began' });
    // Loaded when it is needed: activation waits for no process and no schema.
    const [{ LabProcess }] = await Promise.all([import('../process/lab-process'), previous?.lab?.dispose()]);
    // Somebody may have begun yet another run, or closed the window, meanwhile.
    if (this.#current !== run || this.#disposed || !isActive(run)) return;

    const { log } = this.#options;
    run.lab = new LabProcess({
      path: this.#options.labPath(),
      onOutput: (line) => log('info', line),
      onFailure: (failure) => this.#fail(run, failure),
      onReport: (report) => {
        if (report.type === 'ready') {
          run.ready = true;
          run.lab?.send({ ...this.#startCommand(run, hold), ...(runTo && { runTo }) });
        } else if (this.#current === run) this.#receive(run, report);
      },
    });
    log('info', `Run ${run.id} of "${run.card.id}": lab process ${run.lab.pid ?? 'not started'}.`);
  }

  #startCommand({ card, pace, setup, branch, edited }: LiveRun, hold: boolean): Extract<LabCommand, { type: 'start' }> {
    const redisUrl = this.#options.redisUrl();
    return {
      type: 'start',
      scenario: card.id,
      seed: this.#options.seed,
      hold,
      pace,
      inject: [],
      setup,
      ...(redisUrl === undefined ? {} : { redisUrl }),
      breakpoints: [...this.#breakpoints],
      ...(edited && { edited }),
      ...(branch && {
        replay: branch.interventions.filter(({ after }) => after < branch.at),
        holdAt: branch.at,
      }),
    };
  }

  /** Begins the scenario of the moment from the top, with the same seed and therefore the same values. */
  async restart({ hold }: { readonly hold: boolean }): Promise<void> {
    const run = this.#current;
    if (run) await this.start(run.card, { hold, pace: run.pace, setup: run.setup, edited: run.edited });
  }

  step(): void {
    this.#send({ type: 'step' });
  }

  play(): void {
    this.#send({ type: 'run' });
  }

  /** Plays as far as this and holds there; `onDidSteer` says so. */
  runTo(target: RunTarget): void {
    this.#send({ type: 'runTo', target });
  }

  /** Lets the exchange of the moment happen, and holds where the next one begins. */
  stepOver(): void {
    this.#send({ type: 'runTo', target: { type: 'event', kind: 'request.sent', nth: 1 }, hurry: true });
  }

  /** Goes on to the next event of the same kind by the same actor as this one. @returns false when there is no such */
  runOn(seq: number): boolean {
    const event = this.#current?.trace[seq];
    if (!event) return false;
    const { kind, actor } = event;
    this.#send({ type: 'runTo', target: { type: 'event', kind, nth: 1, actor }, hurry: true });
    return true;
  }

  /** Where runs hold by themselves, now and from now on. */
  get breakpoints(): readonly Breakpoint[] {
    return this.#breakpoints;
  }

  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.#breakpoints = [...breakpoints];
    this.#send({ type: 'breakpoints', breakpoints: [...breakpoints] });
    this.#changes.fire({ type: 'breakpoints' });
  }

  pause(): void {
    this.#send({ type: 'pause' });
  }

  /** @param pace real milliseconds between two steps while playing; 0 is as fast as it goes */
  setPace(pace: number): void {
    if (this.#current) this.#current.pace = pace;
    this.#send({ type: 'pace', pace });
  }

  /** Does something to the run besides stepping. What cannot be done is told by `refused`. */
  intervene(what: Intervention): void {
    this.#send({ type: 'intervene', what });
  }

  /** Ends the run where it stands. What happened so far stays to be looked at. */
  stop(): void {
    const run = this.#current;
    if (!isActive(run)) return;
    const { lab } = run;
    if (!lab || !run.ready) {
      this.#cutOff(run);
      return;
    }
    lab.send({ type: 'stop' });
    // Stop always works, even where the lab hangs.
    const deadline = setTimeout(() => this.#cutOff(run), STOP_DEADLINE);
    void lab.gone.then(() => {
      clearTimeout(deadline);
      this.#cutOff(run);
    });
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#changes.dispose();
    this.#steered.dispose();
    await this.#current?.lab?.dispose();
  }

  #send(command: LabCommand): void {
    if (isActive(this.#current)) this.#current.lab?.send(command);
  }

  #receive(run: LiveRun, report: Exclude<LabReport, { type: 'ready' }>): void {
    switch (report.type) {
      case 'appended':
        // The channel keeps the order, so a gap is a mistake of ours and not an accident.
        if (report.from !== run.trace.length) {
          this.#fail(run, {
            code: 'bad-report',
            message: `The lab told event ${report.from} where event ${run.trace.length} was due.`,
          });
          return;
        }
        run.trace.push(...report.events);
        this.#changes.fire({ type: 'appended', from: report.from, events: report.events });
        this.#compareWithBranch(run, report.events);
        return;
      case 'state':
        // A failure is told with its reason by `failed`; a state alone says nothing of use.
        if (run.failure) return;
        run.state = report.state;
        // The story is told; its processes have nothing more to do.
        if (report.state.phase === 'ended' || report.state.phase === 'failed') void run.lab?.dispose();
        this.#changes.fire({ type: 'state' });
        return;
      case 'failed': {
        const failure = { code: report.code, message: report.message };
        if (report.fatal) this.#fail(run, failure);
        else this.#changes.fire({ type: 'refused', failure });
        return;
      }
      case 'intervened':
        run.interventions.push(report.placed);
        this.#steered.fire({ type: 'intervened' });
        return;
      case 'arrived':
        this.#steered.fire({ type: 'arrived', reached: report.reached });
        return;
      case 'log':
        this.#options.log(report.level, report.text);
        return;
      default:
        report satisfies never;
    }
  }

  /** The same seed and the same interventions have to give the same events; one that differs is told once. */
  #compareWithBranch(run: LiveRun, events: readonly TraceEvent[]): void {
    const { branch } = run;
    if (!branch || run.departed) return;
    const wrong = events.find((event) => event.seq <= branch.at && !isSame(event, branch.trace[event.seq]));
    if (!wrong) return;
    run.departed = true;
    const message = `The run could not be repeated exactly: event ${wrong.seq} (${wrong.kind}) is another one.`;
    this.#changes.fire({ type: 'refused', failure: { code: 'fork-departed', message } });
  }

  #cutOff(run: LiveRun): void {
    if (this.#current !== run || !isActive(run)) return;
    void run.lab?.dispose();
    run.state = { ...run.state, phase: 'ended', faults: [], armed: [] };
    this.#changes.fire({ type: 'state' });
  }

  #fail(run: LiveRun, failure: LabFailure): void {
    if (this.#current !== run || run.failure) return;
    void run.lab?.dispose();
    run.failure = failure;
    run.state = { ...run.state, phase: 'failed', faults: [], armed: [] };
    this.#changes.fire({ type: 'failed', failure });
  }
}

function isSame(a: TraceEvent, b: TraceEvent | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

class LiveRun implements Run {
  readonly id: string;
  readonly card: ScenarioCard;
  readonly setup: Setup;
  branch: RunBranch | null;
  readonly edited: EditedCode | null;
  readonly trace: TraceEvent[] = [];
  readonly interventions: PlacedIntervention[] = [];
  state: RunState;
  /** The pace that was asked for last; the lab's state follows a moment later. */
  pace: number;
  failure: LabFailure | null = null;
  lab: LabProcess | null = null;
  /** The lab takes commands. */
  ready = false;
  /** What was done to it is known, so that it can be played again. */
  repeatable = true;
  /** It turned out not to repeat the run that it was to repeat. */
  departed = false;

  constructor(
    id: string,
    card: ScenarioCard,
    pace: number,
    setup: Setup,
    branch: RunBranch | null,
    edited: EditedCode | null,
  ) {
    this.id = id;
    this.card = card;
    this.setup = setup;
    this.branch = branch;
    this.edited = edited;
    this.pace = pace;
    this.state = { phase: 'starting', pace, clock: 0, nodes: [], faults: [], armed: [] };
  }
}
