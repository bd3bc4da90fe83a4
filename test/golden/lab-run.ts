import { resolve } from 'node:path';
import type { LabCommand, LabReport } from '../../src/model/lab-protocol';
import {
  parseMoment,
  type EventKind,
  type EventMoment,
  type PlacedIntervention,
  type RunState,
  type TraceEvent,
} from '../../src/model';
import { LabProcess } from '../../src/process/lab-process';

export const LAB = resolve(import.meta.dirname, '../../dist/lab.js');

type Start = Extract<LabCommand, { type: 'start' }>;
type Failed = Extract<LabReport, { type: 'failed' }>;

/** A real lab process under test, whose reports can be waited for. Nothing here sleeps. */
export class LabRun {
  readonly trace: TraceEvent[] = [];
  readonly failures: Failed[] = [];
  /** What the learner did and the lab has done. */
  readonly interventions: PlacedIntervention[] = [];
  state: RunState | undefined;
  readonly #lab: LabProcess;
  readonly #watchers = new Set<() => void>();
  #ready = false;
  #broken: Error | undefined;

  constructor() {
    this.#lab = new LabProcess({
      path: LAB,
      onOutput: () => undefined,
      onFailure: ({ message }) => {
        this.#broken = new Error(message);
        this.#look();
      },
      onReport: (report) => {
        if (report.type === 'ready') this.#ready = true;
        if (report.type === 'appended') this.trace.push(...report.events);
        if (report.type === 'state') this.state = report.state;
        if (report.type === 'intervened') this.interventions.push(report.placed);
        if (report.type === 'failed') this.failures.push(report);
        if (report.type === 'failed' && report.fatal) this.#broken = new Error(report.message);
        this.#look();
      },
    });
  }

  get pid(): number | undefined {
    return this.#lab.pid;
  }

  async start(scenario: string, options: Partial<Start> = {}): Promise<this> {
    await this.until(() => this.#ready);
    this.send({ type: 'start', scenario, seed: 'test', hold: false, pace: 0, inject: [], ...options });
    return this;
  }

  send(command: LabCommand): void {
    this.#lab.send(command);
  }

  /** Resolves as soon as the condition holds, looking again at every report. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((done, fail) => {
      const look = (): void => {
        if (condition()) done();
        else if (this.#broken) fail(this.#broken);
        else return;
        this.#watchers.delete(look);
      };
      this.#watchers.add(look);
      look();
    });
  }

  ended(): Promise<void> {
    return this.until(() => this.state?.phase === 'ended');
  }

  /** Steps once and waits for the next gate, or the end. */
  async step(): Promise<void> {
    const before = this.trace.length;
    this.send({ type: 'step' });
    await this.until(() => this.trace.length > before && this.state?.phase !== 'running');
  }

  kinds(): EventKind[] {
    return this.trace.map(({ kind }) => kind);
  }

  async dispose(): Promise<void> {
    await this.#lab.dispose();
  }

  #look(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** Plays a whole run and returns its trace. */
export async function playThrough(scenario: string, options: Partial<Start> = {}): Promise<TraceEvent[]> {
  const run = new LabRun();
  try {
    await run.start(scenario, options);
    await run.ended();
    return run.trace;
  } finally {
    await run.dispose();
  }
}

/** `at('store.answered#2')` as a moment. @throws for a wrong word: a test must not test nothing */
export function at(text: string): EventMoment {
  const moment = parseMoment(text);
  if ('error' in moment) throw new Error(moment.error);
  return moment;
}

/** Statuses of the responses that clients got, in order, and `lost` or `refused` where there was none. */
export function outcomes(trace: readonly TraceEvent[]): (number | string)[] {
  return trace.flatMap((event): (number | string)[] => {
    if (event.kind === 'response.received') return [event.data.status];
    if (event.kind === 'response.lost') return ['lost'];
    if (event.kind === 'request.failed') return ['refused'];
    return [];
  });
}

/** The first place where two traces part, or null: a difference that a person can read. */
export function firstDifference(
  ours: readonly TraceEvent[],
  theirs: readonly TraceEvent[],
): { readonly seq: number; readonly ours: string | undefined; readonly theirs: string | undefined } | null {
  for (let seq = 0; seq < Math.max(ours.length, theirs.length); seq++) {
    const [one, other] = [JSON.stringify(ours[seq]), JSON.stringify(theirs[seq])];
    if (one !== other) return { seq, ours: one?.slice(0, 600), theirs: other?.slice(0, 600) };
  }
  return null;
}
