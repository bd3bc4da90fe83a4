import { fork, type ChildProcess } from 'node:child_process';
import { deskReport, type DeskFailureCode, type DeskOrder, type DeskReport } from '../model/desk-protocol';
import { parseWith } from '../model/parse';
import type { StoreAddress } from '../model/store-address';
import type { StoreFacts, StorePage, StoreStep, StoreValue } from '../model/store-records';
import { plainEnvironment } from './plain-environment';

/** What the store desk could not do: a stable code and a sentence for a person. */
export class DeskFailure extends Error {
  override readonly name = 'DeskFailure';

  constructor(
    readonly code: DeskFailureCode,
    message: string,
  ) {
    super(message);
  }
}

/** An order without the number of its question. */
type Ask = DeskOrder extends infer O ? (O extends DeskOrder ? Omit<O, 'request'> : never) : never;
type Answer = Exclude<DeskReport, { type: 'ready' | 'failed' }>;

interface Waiting {
  readonly resolve: (report: Answer) => void;
  readonly reject: (failure: DeskFailure) => void;
}

/** How long a desk that was let go of may take to end. Real milliseconds. */
const TIDY_UP_DEADLINE = 1_000;

/**
 * A store desk in a process of its own, for one store at a time. Every method throws a DeskFailure. The process begins
 * with the first question; one that died is replaced by the next `open`.
 */
export class DeskProcess {
  #child: ChildProcess | null = null;
  #requests = 0;
  #isReady = false;
  #started: () => void = () => undefined;
  readonly #waiting = new Map<number, Waiting>();

  /**
   * @param path the desk's bundle
   * @param onOutput a line that the process printed; never a credential
   */
  constructor(
    private readonly path: string,
    private readonly onOutput: (line: string) => void = () => undefined,
  ) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the process ahead of the first question. @returns when it takes orders */
  async start(): Promise<void> {
    const child = (this.#child ??= this.#hire());
    if (this.#isReady) return;
    await new Promise<void>((resolve) => {
      this.#started = resolve;
      child.once('exit', () => resolve());
    });
  }

  async open(address: StoreAddress): Promise<StoreFacts> {
    this.#child ??= this.#hire();
    return factsIn(await this.#ask({ type: 'open', address }));
  }

  async page(query: {
    cursor: string | null;
    search: string;
    size: number;
    only?: string[] | undefined;
  }): Promise<StorePage> {
    const answer = await this.#ask({ type: 'page', ...query });
    if (answer.type !== 'page') throw senseless();
    return answer.page;
  }

  async count(cursor: string | null): Promise<StoreStep> {
    return stepIn(await this.#ask({ type: 'count', cursor }));
  }

  /** @returns null when the row is gone */
  async value(id: string): Promise<StoreValue | null> {
    const answer = await this.#ask({ type: 'value', id });
    if (answer.type !== 'value') throw senseless();
    return answer.value;
  }

  async allow(): Promise<StoreFacts> {
    return factsIn(await this.#ask({ type: 'allow' }));
  }

  async setPrefix(prefix: string): Promise<StoreFacts> {
    return factsIn(await this.#ask({ type: 'prefix', prefix }));
  }

  /**
   * @param before the data that was there when it was read
   * @returns 0 when another one has changed or removed the row meanwhile, and nothing was written
   */
  async edit(id: string, data: Record<string, unknown>, before: string): Promise<number> {
    return stepIn(await this.#ask({ type: 'edit', id, data, before })).n;
  }

  async expire(ids: readonly string[]): Promise<number> {
    return stepIn(await this.#ask({ type: 'expire', ids: [...ids] })).n;
  }

  async destroy(ids: readonly string[]): Promise<number> {
    return stepIn(await this.#ask({ type: 'destroy', ids: [...ids] })).n;
  }

  async destroyAll(cursor: string | null): Promise<StoreStep> {
    return stepIn(await this.#ask({ type: 'destroyAll', cursor }));
  }

  /** Ends the process. @returns when it is gone */
  async dispose(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#isReady = false;
    this.#rejectAll();
    if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.disconnect();
    const kill = setTimeout(() => child.kill('SIGKILL'), TIDY_UP_DEADLINE);
    await gone;
    clearTimeout(kill);
  }

  #hire(): ChildProcess {
    const child = fork(this.path, [], {
      env: plainEnvironment(process.env),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.on('message', (message) => this.#hear(message));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.onOutput(text.trimEnd()));
    const ended = (): void => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#isReady = false;
      this.#rejectAll();
    };
    child.once('error', ended);
    child.once('exit', ended);
    return child;
  }

  #ask(order: Ask): Promise<Answer> {
    const child = this.#child;
    if (!child?.connected) return Promise.reject(died());
    const request = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      // The callback takes the error of a channel that closes meanwhile; the end of the process is told apart.
      child.send({ ...order, request }, () => {});
    });
  }

  #hear(message: unknown): void {
    const parsed = parseWith(deskReport, message, 'A report of the store desk');
    if (!parsed.ok) {
      this.onOutput(parsed.error);
      return;
    }
    const report = parsed.value;
    if (report.type === 'ready') {
      this.#isReady = true;
      this.#started();
      return;
    }
    const waiting = this.#waiting.get(report.request);
    this.#waiting.delete(report.request);
    if (report.type === 'failed') waiting?.reject(new DeskFailure(report.code, report.message));
    else waiting?.resolve(report);
  }

  #rejectAll(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(died());
  }
}

function factsIn(answer: Answer): StoreFacts {
  if (answer.type !== 'facts') throw senseless();
  return answer.facts;
}

function stepIn(answer: Answer): StoreStep {
  if (answer.type !== 'step') throw senseless();
  return answer.step;
}

function died(): DeskFailure {
  return new DeskFailure('desk-died', 'The process that reads the store ended. Open the store again.');
}

function senseless(): DeskFailure {
  return new DeskFailure('store-unusable', 'The store desk answered another question than the one that was asked.');
}
