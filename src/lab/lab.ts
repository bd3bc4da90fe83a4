import { findScenario, scenarios } from '../content/scenarios';
import { faults, findFault } from '../content/faults';
import {
  LAB,
  type Act,
  type EventData,
  type EventKind,
  type EventMoment,
  type Fault,
  type FaultTools,
  type RunState,
  type Scenario,
  type Setup,
  type Stage,
  type TraceEvent,
} from '../model';
import { AddressBook } from './address';
import { AppNode } from './app-node';
import { Browser } from './browser/browser';
import { Origins } from './browser/origins';
import { VirtualClock } from './clock';
import { deployed } from './deployment';
import { LabFailure } from './failure';
import { withClaims } from './forge';
import { Gatekeeper } from './gatekeeper';
import type { Announcement } from './node-protocol';
import { Recorder } from './recorder';
import { RunStore } from './run-store';
import { SeededBytes } from './seeded-bytes';

export interface LabOptions {
  readonly scenario: string;
  readonly seed: string;
  readonly hold: boolean;
  readonly pace: number;
  readonly inject: readonly { readonly fault: string; readonly at: EventMoment }[];
  readonly until?: EventMoment | undefined;
  readonly setup?: Setup | undefined;
}

export interface LabHooks {
  appended(event: TraceEvent): void;
  changed(state: RunState): void;
  failed(failure: LabFailure): void;
  log(level: 'info' | 'warn' | 'error', text: string): void;
}

/** How long a user thinks between two acts. Virtual ms. */
const THINKING_TIME = 2_000;
const ORIGIN = 'https://shop.example';
const NODE = 'app';

interface ArmedFault {
  readonly fault: Fault;
  readonly at: EventMoment;
}

/** One run of one scenario, from the first process to the last. */
export class Lab {
  readonly #scenario: Scenario;
  readonly #clock = new VirtualClock();
  readonly #recorder: Recorder;
  readonly #gates: Gatekeeper;
  readonly #addresses = new AddressBook();
  readonly #origins = new Origins();
  readonly #browsers = new Map<string, Browser>();
  readonly #node: AppNode;
  readonly #store: RunStore;
  readonly #faultTools: FaultTools;
  #armed: ArmedFault[];
  #phase: RunState['phase'] = 'starting';
  #exchanges = 0;
  /** How often a secret has been replaced. */
  readonly #generations = { cookie: 0, signing: 0 };
  #over = false;
  #finish: (() => void) | null = null;

  /** @throws LabFailure for an unknown scenario or failure, or when there is no place to listen */
  constructor(
    private readonly options: LabOptions,
    private readonly hooks: LabHooks,
  ) {
    const scenario = findScenario(options.scenario);
    if (!scenario)
      throw LabFailure.unknownScenario(
        options.scenario,
        scenarios.map(({ id }) => id),
      );
    const store = options.setup?.store ?? 'memory';
    this.#scenario = deployed(scenario, store);
    this.#store = new RunStore(scenario.app === 'stateful' ? store : 'memory', this.#addresses);
    this.#armed = options.inject.map(({ fault, at }) => ({ fault: this.#fault(fault), at }));
    this.#recorder = new Recorder(this.#clock, (event) => hooks.appended(event));
    this.#gates = new Gatekeeper(
      this.#recorder,
      {
        atGate: (event) => this.#strikeArmed(event),
        endsAfter: (event) => this.#endsAfter(event),
        changed: () => this.#report(),
      },
      { running: !options.hold, pace: options.pace },
    );
    this.#node = new AppNode(NODE, this.#scenario.app, {
      announced: ({ id, urgent, waits, event }) => {
        if (urgent) {
          this.#recorder.append(event);
          void this.#node.release(id, this.#clock.now);
        } else {
          this.#gates.announce(NODE, event, () => (waits ? this.#openGate(id, event) : undefined));
        }
      },
      exited: (exit) => this.#exited(exit),
      printed: (text) => hooks.log('info', text.trimEnd()),
    });
    this.#faultTools = this.#makeFaultTools();
    this.#origins.serve(ORIGIN, this.#addresses.addressOf(NODE));
  }

  /**
   * Plays the scenario to its end, or to the moment it was to stop at. The processes stay up until `dispose`.
   * @throws LabFailure when the lab itself cannot go on; never over what a server answers
   */
  async play(): Promise<void> {
    const { actors, acts, id, title } = this.#scenario;
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    this.#say('run.started', { scenario: id, title, seed: this.options.seed, actors, clock: this.#clock.now });
    for (const { fault, at } of this.#armed) {
      this.#say('fault.armed', { fault: fault.id, title: fault.title, at: `${at.kind}#${at.nth}` });
    }
    await this.#store.start();
    await this.#startNode();
    if (this.#over) return;
    this.#phase = 'running';
    this.#report();
    void this.#playActs(acts).catch((error: unknown) => this.#fail(error));
    await finished;
  }

  step(): void {
    this.#gates.step();
  }
  run(): void {
    this.#gates.run();
  }
  pause(): void {
    this.#gates.pause();
  }
  setPace(pace: number): void {
    this.#gates.setPace(pace);
  }

  /** Lets a failure strike now, at whatever gate the run stands. */
  async inject(id: string): Promise<void> {
    try {
      const fault = this.#fault(id);
      await this.#gates.between(() => this.#strike(fault));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The operator deletes sessions by hand, whatever the gates. */
  async destroySessions(sids: readonly string[] | undefined): Promise<void> {
    const problem = await this.#node.destroySessions(sids);
    if (problem !== undefined) this.#fail(LabFailure.badCommand(`The sessions were not deleted. ${problem}`));
  }

  /** The learner has had enough: the run ends where it stands. */
  end(): void {
    this.#end('stopped', this.#recorder.count('act.started'));
  }

  /** Ends every process of the run, wherever it stands. */
  async dispose(): Promise<void> {
    this.#over = true;
    this.#gates.close();
    await this.#node.kill();
    await this.#store.dispose();
    this.#addresses.dispose();
    this.#finish?.();
  }

  async #playActs(acts: readonly Act[]): Promise<void> {
    const stage = this.#stage();
    let played = 0;
    for (const act of acts) {
      if (this.#over) return;
      this.#clock.advance(THINKING_TIME);
      await this.#pass(act.by, 'act.started', { act: act.id, title: act.title, by: act.by });
      try {
        await act.play(stage);
      } catch (error) {
        throw LabFailure.scenarioBroke(act.title, error);
      }
      played += 1;
    }
    this.#end('completed', played);
  }

  #end(outcome: EventData['run.ended']['outcome'], acts: number): void {
    if (this.#over || this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#say('run.ended', { outcome, acts });
    this.#report();
    this.#finish?.();
  }

  #endsAfter(event: TraceEvent): boolean {
    const { until } = this.options;
    if (!until || event.kind !== until.kind || this.#recorder.count(event.kind) !== until.nth) return false;
    this.#end('stopped', this.#recorder.count('act.started'));
    return true;
  }

  #stage(): Stage {
    return {
      browser: (id) => this.#browser(id),
      copyCredential: async (what, name, from, to) => {
        const kept = this.#browser(from).credential();
        if (kept?.what !== what) {
          await this.#pass(from, 'credential.missed', { what, name, from, to });
          return;
        }
        this.#browser(to).takeCredential(this.#browser(from));
        await this.#pass(from, 'credential.copied', { ...kept, from, to });
      },
      advanceClock: async (ms) => {
        await this.#gates.between(() => Promise.resolve(this.#clock.advance(ms)));
        await this.#pass(LAB, 'clock.advanced', { by: ms, to: this.#clock.now });
        await this.#spreadTime();
      },
    };
  }

  #browser(id: string): Browser {
    let browser = this.#browsers.get(id);
    if (!browser) {
      browser = new Browser(id, `${ORIGIN}/`, {
        now: () => this.#clock.now,
        pass: (announcement) => this.#gates.pass(announcement),
        nextExchange: () => `x${++this.#exchanges}`,
        origins: this.#origins,
      });
      this.#browsers.set(id, browser);
    }
    return browser;
  }

  async #startNode(): Promise<void> {
    const { seed } = this.options;
    const secret = (name: 'cookie' | 'signing'): string =>
      new SeededBytes(seed, `secret/${name}/${this.#generations[name]}`).take(32).toString('base64url');
    const { holds, store } = await this.#node.start({
      address: this.#addresses.addressOf(NODE),
      seed,
      now: this.#clock.now,
      store: this.#store.order(this.#recorder.trace),
      secrets: { cookie: secret('cookie'), signing: secret('signing') },
    });
    const { boot } = this.#node;
    const started = this.#say('node.started', { app: this.#scenario.app, holds }, NODE);
    const opened = store && this.#say('store.opened', store, 'store');
    await this.#strikeArmed(started);
    // A failure that struck just now may have replaced the process that opened the store.
    if (opened && this.#node.boot === boot) await this.#strikeArmed(opened);
  }

  /** Opens a gate of the node. A store with a clock of its own is told the time before it is asked. */
  async #openGate(id: number, { kind, boot }: Announcement): Promise<void> {
    if (kind === 'store.asked') await this.#store.setTime(this.#clock.now);
    // The process that stood there may have been replaced meanwhile.
    if (boot === this.#node.boot) await this.#node.release(id, this.#clock.now);
  }

  /** Tells the time to every process that has a clock of its own. */
  #spreadTime(): Promise<void> {
    this.#node.order({ type: 'clock', now: this.#clock.now });
    return this.#store.setTime(this.#clock.now);
  }

  #exited({ code, signal, expected }: { code: number | null; signal: NodeJS.Signals | null; expected: boolean }): void {
    if (this.#over) return;
    this.#gates.cut(NODE);
    this.#say('node.exited', { code, signal, expected }, NODE);
    this.#report();
  }

  #fault(id: string): Fault {
    const fault = findFault(id);
    if (!fault)
      throw LabFailure.unknownFault(
        id,
        faults.map((each) => each.id),
      );
    return fault;
  }

  async #strikeArmed(event: TraceEvent): Promise<void> {
    const due = this.#armed.filter(({ at }) => at.kind === event.kind && at.nth === this.#recorder.count(event.kind));
    this.#armed = this.#armed.filter((each) => !due.includes(each));
    for (const { fault } of due) {
      try {
        await this.#strike(fault);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  async #strike(fault: Fault): Promise<void> {
    const why = this.#whyNot(fault);
    if (why !== null) throw LabFailure.faultUnavailable(fault.title, why);
    this.#say('fault.fired', { fault: fault.id, title: fault.title, target: fault.target });
    await fault.strike(this.#faultTools);
    this.#report();
  }

  #whyNot(fault: Fault): string | null {
    return this.#phase === 'ended' ? 'The run is over.' : fault.unavailable(this.#faultTools);
  }

  #makeFaultTools(): FaultTools {
    return {
      app: this.#scenario.app,
      isUp: () => this.#node.isUp,
      kill: () => this.#node.kill(),
      start: () => this.#startNode(),
      replaceSecret: (name) => void (this.#generations[name] += 1),
      destroySessions: () => this.destroySessions(undefined),
      advanceClock: (ms) => {
        this.#clock.advance(ms);
        this.#say('clock.advanced', { by: ms, to: this.#clock.now });
        return this.#spreadTime();
      },
      credential: (client) => this.#browser(client).credential(),
      dropCredential: (client) => {
        for (const [kind, data] of this.#browser(client).dropCredential()) this.#say(kind, data, client);
      },
      editCredential: (client, value) => {
        for (const [kind, data] of this.#browser(client).editCredential(value)) this.#say(kind, data, client);
      },
      withClaims,
      copyCredential: (from, to) => {
        const kept = this.#browser(from).credential();
        if (!kept) return;
        this.#say('credential.copied', { ...kept, from, to }, from);
        this.#browser(to).takeCredential(this.#browser(from));
      },
    };
  }

  #say<K extends EventKind>(kind: K, data: EventData[K], actor: string = LAB): TraceEvent {
    const boot = actor === NODE || actor === 'store' ? this.#node.boot : 1;
    return this.#recorder.append({ actor, boot, kind, data } as Announcement);
  }

  #pass<K extends EventKind>(actor: string, kind: K, data: EventData[K]): Promise<void> {
    return this.#gates.pass({ actor, boot: 1, kind, data } as Announcement);
  }

  #report(): void {
    if (this.#over) return;
    const settled = this.#phase === 'starting' || this.#phase === 'ended' || this.#phase === 'failed';
    this.hooks.changed({
      phase: settled ? this.#phase : this.#gates.held ? 'held' : 'running',
      pace: this.#gates.pace,
      clock: this.#clock.now,
      faults: faults.filter((fault) => this.#whyNot(fault) === null).map(({ id }) => id),
    });
  }

  #fail(error: unknown): void {
    const failure = error instanceof LabFailure ? error : LabFailure.scenarioBroke(this.#scenario.title, error);
    this.hooks.failed(failure);
    if (failure.fatal) {
      this.#phase = 'failed';
      this.#report();
      this.#finish?.();
    }
  }
}
