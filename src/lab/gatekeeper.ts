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
  #timer: NodeJS.Timeout | null = null;
  /** Steps that were asked for while nothing waited. */
  #credit = 0;
  #running: boolean;
  #pace: number;
  #over = false;
  #turn: Promise<void> = Promise.resolve();
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
    this.#queue.push({ process, announcement, open });
    this.#pump();
  }

  /** The same for actors in this process. Resolves when the gate opens. */
  pass(announcement: Announcement): Promise<void> {
    return new Promise((resolve) => this.announce(announcement.actor, announcement, resolve));
  }

  step(): void {
    if (this.#over) return;
    this.#running = false;
    if (this.#held) {
      this.#open(this.#held);
    } else {
      this.#credit += 1;
    }
  }

  run(): void {
    this.#running = true;
    this.#credit = 0;
    if (this.#held && this.#waitsForLearner) this.#open(this.#held);
    else this.hooks.changed();
  }

  pause(): void {
    this.#running = false;
    this.#credit = 0;
    if (this.#held) this.#wait();
    this.hooks.changed();
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
  between<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** A process died: whatever it still waited for will never happen. */
  cut(process: string): void {
    for (let index = this.#queue.length - 1; index >= 0; index--) {
      if (this.#queue[index]?.process === process) this.#queue.splice(index, 1);
    }
    if (this.#passing?.process === process) this.#passing = null;
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
        const next = this.#queue.shift();
        if (!next) break;
        await this.#admit(next);
      }
    }).finally(() => {
      this.#pumping = false;
      if (!this.#over && !this.#held && !this.#passing && this.#queue.length > 0) this.#pump();
    });
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
    if (EVENT_KINDS[event.kind].quiet) this.#open(waiting);
    else if (this.#running && this.#pace === 0) this.#open(waiting);
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
    this.#held = null;
    this.#waitsForLearner = false;
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
