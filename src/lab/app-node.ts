import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabFailure } from './failure';
import type { NodeOrder, NodeOrders, NodeReport, NodeTask } from './node-protocol';

type Listening = Extract<NodeReport, { type: 'listening' }>;
type Announced = Extract<NodeReport, { type: 'announced' }>;

export interface AppNodeHooks {
  announced(report: Announced): void;
  /** The process is gone and everything it had said has been heard. */
  exited(exit: { code: number | null; signal: NodeJS.Signals | null; expected: boolean }): void;
  /** What the server printed, for the log. */
  printed(text: string): void;
}

/**
 * One server process, which can be started, killed and started again. A crash is a real SIGKILL: memory is gone,
 * connections break, and nobody had to write code for it.
 */
export class AppNode {
  #child: ChildProcess | null = null;
  #boot = 0;
  #expected = false;
  #hung = false;
  #gone: Promise<void> = Promise.resolve();
  #requests = 0;
  readonly #passing = new Map<number, () => void>();
  readonly #answers = new Map<number, (error: string | undefined) => void>();

  constructor(
    readonly id: string,
    private readonly program: string,
    /** While this file is there, the process stands still if it was told to. */
    private readonly holdFile: string,
    private readonly hooks: AppNodeHooks,
  ) {}

  get boot(): number {
    return this.#boot;
  }

  get isUp(): boolean {
    return this.#child !== null;
  }

  /**
   * Starts the process and waits until it listens.
   * @throws LabFailure when it ends or fails before that
   */
  async start(orders: Omit<NodeOrders, 'node' | 'boot'>): Promise<Listening> {
    this.#boot += 1;
    this.#expected = false;
    const child = fork(join(__dirname, 'app-node.js'), [this.program], {
      execArgv: [],
      serialization: 'json',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...inheritedEnvironment(), NODE_ENV: 'production', ELECTRON_RUN_AS_NODE: '1' },
    });
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.hooks.printed(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.hooks.printed(text));
    this.#gone = this.#whenGone(child);
    const listening = await new Promise<Listening>((resolve, reject) => {
      child.on('message', (report: NodeReport) => {
        if (report.type === 'listening') resolve(report);
        else if (report.type === 'failed')
          reject(
            orders.edited
              ? LabFailure.editedCodeUnusable(report.message)
              : // Node's own words for it; whatever else went wrong is told as it is.
                report.message.startsWith('listen ')
                ? LabFailure.addressUnavailable(cannotListen(report))
                : LabFailure.nodeDidNotStart(this.id, report.message),
          );
        else this.#hear(report);
      });
      child.once('error', (error) => reject(LabFailure.nodeDidNotStart(this.id, error.message)));
      child.once('exit', (code, signal) =>
        reject(LabFailure.nodeDidNotStart(this.id, `it ended with ${signal ?? `code ${code ?? '?'}`}.`)),
      );
      this.order({ type: 'begin', orders: { ...orders, node: this.id, boot: this.#boot } });
    });
    return listening;
  }

  /** Says something to the process, if there is one. */
  order(order: NodeOrder): void {
    if (this.#child?.connected) this.#child.send(order, () => undefined);
  }

  /** Opens a gate of the process. Resolves when the code behind it has gone on. */
  release(id: number, now: number): Promise<void> {
    return new Promise((resolve) => {
      this.#passing.set(id, resolve);
      this.order({ type: 'release', id, now });
    });
  }

  /** SIGKILL: the process gets no chance to do anything about it. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#expected = true;
    this.resume();
    this.#child?.kill('SIGKILL');
    await this.#gone;
  }

  /** Has the process do something by hand. @returns an error message, or undefined */
  ask(task: NodeTask): Promise<string | undefined> {
    const request = this.#requests++;
    return new Promise((resolve) => {
      if (!this.#child || this.#hung) {
        resolve(this.#hung ? 'The server stands still.' : 'The server is down.');
        return;
      }
      this.#answers.set(request, resolve);
      this.order({ type: 'ask', request, task });
    });
  }

  /** The event loop of the process stands still, with its connections open. Resolves when it does. */
  async hang(): Promise<void> {
    writeFileSync(this.holdFile, '');
    await this.ask({ type: 'hang', while: this.holdFile });
    this.#hung = this.#child !== null;
  }

  /** It goes on as if nothing had been. */
  resume(): void {
    this.#hung = false;
    rmSync(this.holdFile, { force: true });
  }

  get isHung(): boolean {
    return this.#hung;
  }

  #hear(report: Exclude<NodeReport, { type: 'listening' | 'failed' }>): void {
    switch (report.type) {
      case 'announced':
        this.hooks.announced(report);
        return;
      case 'passed':
        this.#passing.get(report.id)?.();
        this.#passing.delete(report.id);
        return;
      case 'done':
        this.#answers.get(report.request)?.(report.error);
        this.#answers.delete(report.request);
        return;
      default:
        report satisfies never;
    }
  }

  /** Gone means both ended and heard out: its last messages may still be in the channel when it exits. */
  async #whenGone(child: ChildProcess): Promise<void> {
    const disconnected = once(child, 'disconnect');
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once('exit', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
      child.once('error', () => child.pid === undefined && resolve([null, null]));
    });
    if (child.connected) await disconnected;
    if (this.#child === child) this.#child = null;
    for (const answer of this.#answers.values()) answer('The server is down.');
    this.#answers.clear();
    this.#passing.clear();
    this.hooks.exited({ code, signal, expected: this.#expected });
  }
}

function cannotListen({ code }: { code: string }): string {
  return `The server cannot listen on its socket (${code}). Set TMPDIR to a folder on a local disk with a short path.`;
}

/** Only what a process needs to run: nothing of the user's environment reaches a teaching server. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const wanted = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG'];
  return Object.fromEntries(
    wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
