import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EventKind, Intervention, Setup, TraceEvent } from '../model';
import { withEdit, type CodeEdit } from '../model/code-edit';
import type { EditedCode } from '../model/edited-code';
import type { RunTarget } from '../model/lab-protocol';
import { LabProcess } from './lab-process';
import { readyToRun, type SyntaxProblem } from './strip-types';

/**
 * A run that is steered from place to place and holds in between, without an editor. Every method resolves when the run
 * holds again, and rejects with one sentence when the lab broke. One run at a time: `start` ends the last.
 */
export class GuidedRun {
  #lab: LabProcess | null = null;
  #trace: TraceEvent[] = [];
  #failure: Error | null = null;
  #ended = false;
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;

  /** @param path the lab's bundle */
  constructor(
    private readonly path: string,
    private readonly seed: string,
  ) {}

  /** The events of the run so far. */
  trace(): readonly TraceEvent[] {
    return this.#trace;
  }

  async start(scenario: string, setup: Setup, target: RunTarget, edit: CodeEdit | undefined): Promise<string | null> {
    const edited = edit && (await this.#edited(edit));
    if (edited && 'message' in edited) return edited.message;
    await this.dispose();
    this.#trace = [];
    this.#ended = false;
    this.#failure = null;
    await this.#ask(() => {
      const lab: LabProcess = new LabProcess({
        path: this.path,
        onOutput: () => undefined,
        onFailure: ({ message }) => this.#fail(message),
        onReport: (report) => {
          if (this.#lab !== lab) return;
          switch (report.type) {
            case 'ready':
              lab.send({
                type: 'start',
                scenario,
                seed: this.seed,
                hold: true,
                pace: 0,
                inject: [],
                setup,
                runTo: target,
                ...(edited && { edited }),
              });
              return;
            case 'appended':
              this.#trace.push(...report.events);
              return;
            case 'state':
              if (report.state.phase === 'ended') this.#ended = true;
              return;
            case 'arrived':
              this.#answer({ reached: report.reached, refused: null });
              return;
            case 'intervened':
              this.#answer({ reached: true, refused: null });
              return;
            case 'failed':
              if (report.fatal) this.#fail(report.message);
              else this.#answer({ reached: false, refused: report.message });
              return;
            case 'log':
              return;
            default:
              report satisfies never;
          }
        },
      });
      this.#lab = lab;
    });
    return null;
  }

  async runTo(target: RunTarget): Promise<boolean> {
    if (this.#ended) return false;
    return (await this.#ask(() => this.#lab?.send({ type: 'runTo', target }))).reached;
  }

  /** @returns why it could not be done, or null */
  async intervene(what: Intervention): Promise<string | null> {
    if (this.#ended) return 'The run is over.';
    return (await this.#ask(() => this.#lab?.send({ type: 'intervene', what }))).refused;
  }

  /** There is nothing to show here. */
  open(_view: string, _at: EventKind | undefined): Promise<void> {
    return Promise.resolve();
  }

  /** Whoever edits here does it by the book, when the run begins. */
  editCode(_edit: CodeEdit): Promise<void> {
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    const lab = this.#lab;
    this.#lab = null;
    await lab?.dispose();
  }

  async #edited(edit: CodeEdit): Promise<EditedCode | SyntaxProblem> {
    const shipped = await readFile(join(dirname(this.path), '..', 'src', 'apps', `${edit.app}.ts`), 'utf8');
    const text = withEdit(shipped, edit);
    return text === null
      ? { line: null, column: 1, message: `"${edit.title}" finds nothing to change.` }
      : readyToRun(edit.app, text);
  }

  #ask(act: () => void): Promise<Answer> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      act();
    });
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(answer);
  }

  #fail(message: string): void {
    this.#failure = new Error(message);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(this.#failure);
  }
}

interface Answer {
  readonly reached: boolean;
  /** What the lab refused, as a sentence. */
  readonly refused: string | null;
}
