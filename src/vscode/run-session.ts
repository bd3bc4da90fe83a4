import type { RunState, ScenarioCard, Setup, TraceEvent } from '../model';
import type { LabCommand, LabReport } from '../model/lab-protocol';
import type { LabFailure, LabProcess } from '../process/lab-process';
import { isActive, type Run } from './run';
import { Signal, type Disposable } from './signal';

/** What happened to the run; readers then look at `session.run`. */
export type RunChange =
  /** Another run took the place of the last. */
  | { readonly type: 'began' }
  | { readonly type: 'appended'; readonly from: number; readonly events: readonly TraceEvent[] }
  | { readonly type: 'state' }
  /** The lab broke, and the run with it. */
  | { readonly type: 'failed'; readonly failure: LabFailure }
  /** The lab refused one command; the run is as it was. */
  | { readonly type: 'refused'; readonly failure: LabFailure };

export interface RunSessionOptions {
  /** Where the lab's bundle is, asked anew for every run. */
  readonly labPath: () => string;
  /** How the servers are deployed, asked anew for every run. */
  readonly setup: () => Setup;
  /** Equal seeds give equal traces. */
  readonly seed: string;
  /** Names a run; never twice, not even after a reload. */
  readonly newId: () => string;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

export interface StartOptions {
  /** Hold before the first step instead of playing. */
  readonly hold: boolean;
  /** Real milliseconds between two steps while playing. */
  readonly pace: number;
}

/** Real milliseconds until a lab that was asked to stop is made to. */
const STOP_DEADLINE = 2_000;

/** The run of the moment and its lab process. One run at a time; the one before it is ended first. */
export class RunSession implements Disposable {
  readonly #options: RunSessionOptions;
  readonly #changes = new Signal<RunChange>();
  readonly onDidChange = this.#changes.event;
  #current: LiveRun | null = null;
  #disposed = false;

  constructor(options: RunSessionOptions) {
    this.#options = options;
  }

  /** The run of the moment, over or not; null before the first. */
  get run(): Run | null {
    return this.#current;
  }

  /**
   * Ends the run of the moment and begins another.
   * @returns when the new lab process is on its way; what comes of it is told by `onDidChange`
   */
  async start(card: ScenarioCard, { hold, pace }: StartOptions): Promise<void> {
    if (this.#disposed) return;
    const previous = this.#current;
    const run = new LiveRun(this.#options.newId(), card, pace);
    this.#current = run;
    this.#changes.fire({ type: 'began' });
    // Loaded when it is needed: activation waits for no process and no schema.
    const [{ LabProcess }] = await Promise.all([import('../process/lab-process'), previous?.lab?.dispose()]);
    // Somebody may have begun yet another run, or closed the window, meanwhile.
    if (this.#current !== run || this.#disposed || !isActive(run)) return;

    const { log, seed } = this.#options;
    const setup = this.#options.setup();
    run.lab = new LabProcess({
      path: this.#options.labPath(),
      onOutput: (line) => log('info', line),
      onFailure: (failure) => this.#fail(run, failure),
      onReport: (report) => {
        if (report.type === 'ready') {
          run.ready = true;
          run.lab?.send({ type: 'start', scenario: card.id, seed, hold, pace, inject: [], setup });
        } else if (this.#current === run) this.#receive(run, report);
      },
    });
    log('info', `Run ${run.id} of "${card.id}": lab process ${run.lab.pid ?? 'not started'}.`);
  }

  /** Begins the scenario of the moment from the top, with the same seed and therefore the same values. */
  async restart({ hold }: { readonly hold: boolean }): Promise<void> {
    const run = this.#current;
    if (run) await this.start(run.card, { hold, pace: run.pace });
  }

  step(): void {
    this.#send({ type: 'step' });
  }

  play(): void {
    this.#send({ type: 'run' });
  }

  pause(): void {
    this.#send({ type: 'pause' });
  }

  /** @param pace real milliseconds between two steps while playing; 0 is as fast as it goes */
  setPace(pace: number): void {
    if (this.#current) this.#current.pace = pace;
    this.#send({ type: 'pace', pace });
  }

  inject(fault: string): void {
    this.#send({ type: 'inject', fault });
  }

  /** Deletes these sessions by hand, or all of them. */
  destroySessions(sids?: readonly string[]): void {
    this.#send(sids ? { type: 'destroySessions', sids: [...sids] } : { type: 'destroySessions' });
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
      case 'log':
        this.#options.log(report.level, report.text);
        return;
      default:
        report satisfies never;
    }
  }

  #cutOff(run: LiveRun): void {
    if (this.#current !== run || !isActive(run)) return;
    void run.lab?.dispose();
    run.state = { ...run.state, phase: 'ended', faults: [] };
    this.#changes.fire({ type: 'state' });
  }

  #fail(run: LiveRun, failure: LabFailure): void {
    if (this.#current !== run || run.failure) return;
    void run.lab?.dispose();
    run.failure = failure;
    run.state = { ...run.state, phase: 'failed', faults: [] };
    this.#changes.fire({ type: 'failed', failure });
  }
}

class LiveRun implements Run {
  readonly id: string;
  readonly card: ScenarioCard;
  readonly trace: TraceEvent[] = [];
  state: RunState;
  /** The pace that was asked for last; the lab's state follows a moment later. */
  pace: number;
  failure: LabFailure | null = null;
  lab: LabProcess | null = null;
  /** The lab takes commands. */
  ready = false;

  constructor(id: string, card: ScenarioCard, pace: number) {
    this.id = id;
    this.card = card;
    this.pace = pace;
    this.state = { phase: 'starting', pace, clock: 0, faults: [] };
  }
}
