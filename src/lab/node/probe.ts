import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventData, EventKind, SourceLine } from '../../model';
import type { Announcement, NodeReport } from '../node-protocol';
import { callerLine } from './source-line';

/** On whose behalf code runs just now: a request, or the operator of the lab. */
export interface Context {
  readonly exchange?: string;
  /** Set while the operator acts; such events pass closed gates. */
  readonly operator?: boolean;
  /** The Cookie header of the request. */
  readonly cookies?: string;
  /** The session cookie's name, once the session middleware has been entered. */
  cookieName?: string;
  /** The secrets that may have signed it, newest first. */
  cookieSecrets?: readonly string[];
  /** The line that mounted that middleware: where its own work is shown. */
  mounted?: SourceLine | undefined;
  /** The line that the response was begun from, for the events of its end. */
  responseSource?: SourceLine | undefined;
}

interface Detail {
  readonly actor?: string;
  readonly source?: SourceLine | undefined;
}

/**
 * How an instrumented library reports from inside an app node. There is one probe to a process, because a
 * process is one node: taps reach it by import, as an APM agent's instrumentation does.
 */
class Probe {
  readonly #contexts = new AsyncLocalStorage<Context>();
  readonly #waiting = new Map<number, () => void>();
  #next = 0;
  #node = '';
  #boot = 0;
  #storeActor = 'store';
  #send: (report: NodeReport) => void = () => undefined;
  /** What the program calls the cookie that it seals sessions into: that stands in no seal. */
  sealedCookie = '';

  begin(node: string, boot: number, send: (report: NodeReport) => void, storeActor: string): void {
    this.#node = node;
    this.#boot = boot;
    this.#send = send;
    this.#storeActor = storeActor;
  }

  get node(): string {
    return this.#node;
  }

  /** The actor as which the store of this node speaks. */
  get storeActor(): string {
    return this.#storeActor;
  }

  get context(): Context | undefined {
    return this.#contexts.getStore();
  }

  within<T>(context: Context, work: () => T): T {
    return this.#contexts.run(context, work);
  }

  /** Says what happened inside synchronous code, which cannot wait. It will wait at its next gate. */
  tell<K extends EventKind>(kind: K, data: EventData[K], detail: Detail = {}): void {
    this.#announce(kind, data, detail, false);
  }

  /** Says what is about to happen and waits until it may. */
  gate<K extends EventKind>(kind: K, data: EventData[K], detail: Detail = {}): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(this.#announce(kind, data, detail, true), resolve);
    });
  }

  /** The lab opened a gate. */
  release(id: number): void {
    const resume = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (!resume) return;
    resume();
    // After the microtasks that go on from the gate: what they write is written before the lab hears of it.
    setImmediate(() => this.#send({ type: 'passed', id }));
  }

  #announce<K extends EventKind>(kind: K, data: EventData[K], detail: Detail, waits: boolean): number {
    const id = this.#next++;
    const context = this.context;
    const source = detail.source ?? callerLine();
    const event = {
      actor: detail.actor ?? (context?.operator ? 'lab' : this.#node),
      boot: this.#boot,
      kind,
      data,
      ...(context?.exchange === undefined ? {} : { exchange: context.exchange }),
      ...(source === undefined ? {} : { source }),
    } as Announcement;
    this.#send({ type: 'announced', id, urgent: context?.operator === true, waits, event });
    return id;
  }
}

export const probe = new Probe();
