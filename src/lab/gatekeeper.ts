import { AsyncLocalStorage } from 'node:async_hooks';
import { EVENT_KINDS, type TraceEvent } from '../model';
import type { Announcement } from './node-protocol';
import type { Recorder } from './recorder';

/** Somebody stands at a gate: what is about to happen is announced, and `open` lets it happen. */
interface Waiting {
  /** The process that waits; a kill cuts it off. */
  readonly process: string;
  readonly announcement: Announcement;
  /** Lets it happen. @returns a promise when it takes a while until it really has */
  open(): Promise<void> | void;
  /** What it is a part of, or null for what the scenario does by itself. */
  readonly aside: Aside | null;
}

/** Something that is played while everything else waits where it is. */
interface Aside {
  /** The gate that stays closed meanwhile. */
  held: Waiting | null;
  /** The exchanges that were begun in it. */
  readonly exchanges: Set<string>;
}

export interface GatekeeperHooks {
  /** Something was recorded and its gate is still closed: the moment for failures to strike. */
  atGate(event: TraceEvent): Promise<void>;
  /** Whether the run ends right after this event. */
  endsAfter(event: TraceEvent): boolean;
  /** A gate began or ceased to wait for the learner. */
  changed(): void;
}

/**
 * One queue for every gate of a run, so that order is built and not observed.
 *
 * An event is recorded when its turn comes and its gate opens afterwards: at once (running), after a pause (running
 * at a pace) or when the learner steps. Nothing behind a closed gate is recorded, whichever process announced it.
 * Synchronous code cannot wait: its announcement is recorded in turn, and the code waits at its next gate.
 */
export class Gatekeeper {
  readonly #queue: Waiting[] = [];
  #held: Waiting | null = null;
  /** Let through, but not yet known to have gone on: two branches of one process must not overtake each other. */
  #passing: Waiting | null = null;
  #waitsForLearner = false;
  /** The gate that stays closed although nothing else would keep it so. */
  #stopsAt: Waiting | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Steps that were asked for while nothing waited. */
  #credit = 0;
  #running: boolean;
  /** Running as fast as it can, whatever the pace is. */
  #hurrying = false;
  #pace: number;
  #over = false;
  #turn: Promise<void> = Promise.resolve();
  /** The innermost one is last: only what belongs to it goes on. */
  readonly #asides: Aside[] = [];
  readonly #within = new AsyncLocalStorage<Aside>();
  #pumping = false;

  constructor(
    private readonly recorder: Recorder,
    private readonly hooks: GatekeeperHooks,
    { running, pace }: { running: boolean; pace: number },
  ) {
    this.#running = running;
    this.#pace = pace;
  }

  get running(): boolean {
    return this.#running;
  }

  get pace(): number {
    return this.#pace;
  }

  /** True while a gate is closed until the learner steps or runs. */
  get held(): boolean {
    return this.#waitsForLearner;
  }

  /** Announces an event of `process`; `open` is called when it may happen, never after a cut. */
  announce(process: string, announcement: Announcement, open: () => Promise<void> | void): void {
    if (this.#over) return;
    this.#queue.push({ process, announcement, open, aside: this.#asideOf(announcement) });
    this.#pump();
  }

  /**
   * An exchange begins: what any process says about it belongs to where it was begun.
   * @param copied the exchange that it repeats, with which it belongs together, whoever repeats it
   */
  beginExchange(mark: string, copied?: string): void {
    const original = copied === undefined ? undefined : this.#begunIn(copied);
    (original ?? this.#within.getStore())?.exchanges.add(mark);
  }

  #begunIn(mark: string): Aside | undefined {
    return this.#asides.find(({ exchanges }) => exchanges.has(mark));
  }

  /**
   * Plays `work` while whatever is under way waits where it is: a closed gate stays closed, and nothing that does not
   * belong to `work` is recorded until it is done. That keeps the order of two exchanges at once the same in every run.
   */
  async aside(work: () => Promise<void>): Promise<void> {
    const aside: Aside = { held: this.#held, exchanges: new Set() };
    this.#forgetHeld();
    this.#asides.push(aside);
    try {
      await this.#within.run(aside, work);
    } finally {
      this.#asides.splice(this.#asides.indexOf(aside), 1);
      if (aside.held && !this.#over) {
        this.#held = aside.held;
        this.#settle(aside.held);
      }
      this.#pump();
    }
  }

  /** The same for actors in this process. Resolves when the gate opens. */
  pass(announcement: Announcement): Promise<void> {
    return new Promise((resolve) => this.announce(announcement.actor, announcement, resolve));
  }

  /** In turn: what is being done to the run at this gate is done before it opens. */
  step(): void {
    if (this.#over) return;
    this.#running = false;
    void this.between(() => {
      if (this.#running || this.#over) return;
      if (this.#held) this.#open(this.#held);
      else this.#credit += 1;
    });
  }

  /** @param hurry as fast as it can, whatever the pace is, until the run holds or is steered again */
  run(hurry = false): void {
    this.#running = true;
    this.#hurrying = hurry;
    this.#credit = 0;
    void this.between(() => {
      if (!this.#running) return;
      if (this.#held && this.#waitsForLearner) this.#open(this.#held);
      else this.hooks.changed();
    });
  }

  pause(): void {
    this.#running = false;
    this.#credit = 0;
    if (this.#held) this.#wait();
    this.hooks.changed();
  }

  /** Ceases to run, at the gate of what was just recorded, be it quiet or not. */
  holdHere(): void {
    this.#running = false;
    this.#credit = 0;
    this.#stopsAt = this.#held;
  }

  setPace(pace: number): void {
    this.#pace = Math.max(0, pace);
    if (this.#running && this.#held && this.#timer) this.#openLater(this.#held);
    this.hooks.changed();
  }

  /**
   * Does something between two events, with nothing else being recorded meanwhile.
   * A closed gate stays closed.
   */
  between<T>(work: () => Promise<T> | T): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** A process stands still: nobody waits for it to have gone through its gate. */
  letGo(process: string): void {
    if (this.#passing?.process !== process) return;
    this.#passing = null;
    this.#pump();
  }

  /** A process died: whatever it still waited for will never happen. */
  cut(process: string): void {
    for (let index = this.#queue.length - 1; index >= 0; index--) {
      if (this.#queue[index]?.process === process) this.#queue.splice(index, 1);
    }
    if (this.#passing?.process === process) this.#passing = null;
    for (const aside of this.#asides) if (aside.held?.process === process) aside.held = null;
    if (this.#held?.process === process) {
      this.#forgetHeld();
      this.hooks.changed();
    }
    this.#pump();
  }

  /** The run is over: no gate opens any more. */
  close(): void {
    this.#over = true;
    this.#queue.length = 0;
    this.#forgetHeld();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    void this.between(async () => {
      while (!this.#over && !this.#held && !this.#passing) {
        const next = this.#next();
        if (!next) break;
        await this.#admit(next);
      }
    }).finally(() => {
      this.#pumping = false;
      if (!this.#over && !this.#held && !this.#passing && this.#queue.some((each) => this.#mayGoOn(each))) this.#pump();
    });
  }

  /** Takes whoever may go on now out of the queue. */
  #next(): Waiting | undefined {
    const index = this.#queue.findIndex((each) => this.#mayGoOn(each));
    return index === -1 ? undefined : this.#queue.splice(index, 1)[0];
  }

  #mayGoOn({ aside }: Waiting): boolean {
    return aside === (this.#asides.at(-1) ?? null);
  }

  #asideOf({ exchange }: Announcement): Aside | null {
    const begunIn = exchange === undefined ? undefined : this.#begunIn(exchange);
    if (begunIn) return begunIn;
    const current = this.#within.getStore();
    return current && this.#asides.includes(current) ? current : null;
  }

  async #admit(waiting: Waiting): Promise<void> {
    this.#held = waiting;
    const event = this.recorder.append(waiting.announcement);
    await this.hooks.atGate(event);
    if (this.#over || this.#held !== waiting) return;
    if (this.hooks.endsAfter(event)) {
      this.close();
      return;
    }
    this.#settle(waiting);
  }

  /** Decides when the gate of what was just recorded opens. */
  #settle(waiting: Waiting): void {
    if (this.#stopsAt === waiting) this.#wait();
    else if (EVENT_KINDS[waiting.announcement.kind].quiet) this.#open(waiting);
    else if (this.#running && (this.#pace === 0 || this.#hurrying)) this.#open(waiting);
    else if (this.#running) this.#openLater(waiting);
    else if (this.#credit > 0) {
      this.#credit -= 1;
      this.#open(waiting);
    } else this.#wait();
  }

  #wait(): void {
    this.#clearTimer();
    this.#waitsForLearner = true;
    this.hooks.changed();
  }

  #openLater(waiting: Waiting): void {
    this.#clearTimer();
    this.#timer = setTimeout(() => this.#open(waiting), this.#pace);
  }

  #open(waiting: Waiting): void {
    if (this.#held !== waiting) return;
    const wasWaiting = this.#waitsForLearner;
    this.#forgetHeld();
    const passed = waiting.open();
    if (passed) {
      this.#passing = waiting;
      void passed.then(() => {
        if (this.#passing !== waiting) return;
        this.#passing = null;
        this.#pump();
      });
    } else this.#pump();
    if (wasWaiting) this.hooks.changed();
  }

  #forgetHeld(): void {
    this.#clearTimer();
    this.#stopsAt = null;
    this.#held = null;
    this.#waitsForLearner = false;
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
