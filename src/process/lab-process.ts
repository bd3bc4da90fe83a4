import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { labReport, type LabCommand, type LabFailureCode, type LabReport } from '../model/lab-protocol';
import { parseWith } from '../model/parse';
import { plainEnvironment } from './plain-environment';

export interface LabFailure {
  /** `fork-departed`: a run that was to be repeated came out otherwise. */
  readonly code: LabFailureCode | 'fork-departed';
  /** What happened, as one sentence. */
  readonly message: string;
}

export interface LabProcessOptions {
  /** The lab's bundle. */
  readonly path: string;
  readonly onReport: (report: LabReport) => void;
  /** A line that the lab or one of its servers printed. */
  readonly onOutput: (line: string) => void;
  /** The process broke off; told once, and never after `dispose`. */
  readonly onFailure: (failure: LabFailure) => void;
  /** Real milliseconds until a lab that has not said `ready` counts as dead. */
  readonly startDeadline?: number;
}

/** Long enough for a slow disk and a virus scanner; a healthy lab says `ready` in a tenth of a second. */
const START_DEADLINE = 20_000;
/** How long a lab may tidy up after itself before it is killed. */
const TIDY_UP_DEADLINE = 1_000;

/**
 * One lab process, which plays one run.
 *
 * Dispose closes the channel, upon which a lab ends its servers and itself; one that does not is killed.
 */
export class LabProcess {
  readonly #child: ChildProcess;
  readonly #options: LabProcessOptions;
  readonly #gone: Promise<void>;
  readonly #deadline: NodeJS.Timeout;
  /** Tells our end of the process from a crash. */
  #killed = false;
  #finished = false;

  constructor(options: LabProcessOptions) {
    this.#options = options;
    const child = fork(options.path, [], {
      env: plainEnvironment(process.env),
      execArgv: [],
      serialization: 'json',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#gone = untilGone(child).then((how) => {
      clearTimeout(this.#deadline);
      // A lab that has told its whole story, or was asked to leave, may do so.
      if (!this.#finished) this.#fail({ code: 'lab-died', message: how });
    });
    this.#deadline = setTimeout(() => {
      this.#fail({ code: 'lab-died', message: 'The lab did not start in time.' });
    }, options.startDeadline ?? START_DEADLINE);
    child.on('message', (message) => this.#receive(message));
    for (const stream of [child.stdout, child.stderr]) if (stream) readLines(stream, options.onOutput);
  }

  /** Resolves when the process is gone, however it went. */
  get gone(): Promise<void> {
    return this.#gone;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Says something to the lab; nothing happens when it is gone, for then a failure has been told already. */
  send(command: LabCommand): void {
    if (this.#killed || !this.#child.connected) return;
    if (command.type === 'stop') this.#finished = true;
    // The callback takes the error of a channel that closes meanwhile; the end of the process is told apart.
    this.#child.send(command, () => {});
  }

  /** Ends the process. @returns when it is gone */
  async dispose(): Promise<void> {
    this.#killed = true;
    clearTimeout(this.#deadline);
    if (this.#child.connected) this.#child.disconnect();
    await this.#gone;
  }

  #receive(message: unknown): void {
    if (this.#killed) return;
    const parsed = parseWith(labReport, message, 'A report of the lab');
    if (!parsed.ok) {
      this.#fail({ code: 'bad-report', message: parsed.error });
      return;
    }
    const report = parsed.value;
    if (report.type === 'ready') clearTimeout(this.#deadline);
    if (report.type === 'state' && (report.state.phase === 'ended' || report.state.phase === 'failed')) {
      this.#finished = true;
    }
    if (report.type === 'failed' && report.fatal) this.#finished = true;
    this.#options.onReport(report);
  }

  #fail(failure: LabFailure): void {
    if (this.#killed) return;
    void this.dispose();
    this.#options.onFailure(failure);
  }
}

/** Waits until a process is gone and its last message is read. @returns how it went, as a sentence */
function untilGone(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let how: string | undefined;
    const settle = (): void => {
      if (how !== undefined && !child.connected) resolve(how);
    };
    child.on('error', (error) => {
      // An error after the start (a message that could not be sent) says nothing about the end of the process.
      if (child.pid !== undefined) return;
      how = `The lab could not be started: ${error.message}.`;
      resolve(how);
    });
    child.on('exit', (code, signal) => {
      how = signal ? `The lab was ended by ${signal}.` : `The lab ended early with exit code ${code ?? 'unknown'}.`;
      settle();
    });
    child.on('disconnect', () => {
      settle();
      if (how !== undefined) return;
      // Without its channel a lab is of no use, and leaves; one that hangs is helped.
      const kill = setTimeout(() => child.kill('SIGKILL'), TIDY_UP_DEADLINE);
      child.once('exit', () => clearTimeout(kill));
    });
  });
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}
