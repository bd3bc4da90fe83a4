import { writeFileSync } from 'node:fs';
import { findScenario, scenarios } from '../content/scenarios';
import {
  LAB,
  type Act,
  type ActorId,
  type Deployment,
  type EventData,
  type EventKind,
  type EventMoment,
  type Fault,
  type FaultReader,
  type FaultTools,
  type FaultValues,
  type Frequency,
  type Intervention,
  type Occasion,
  type PlacedIntervention,
  type RunState,
  type Scenario,
  type Setup,
  type Stage,
  type TraceEvent,
} from '../model';
import { AddressBook } from './address';
import { Balancer } from './balancer';
import { Breakpoints } from './breakpoints';
import { Browser } from './browser/browser';
import { Origins } from './browser/origins';
import { VirtualClock } from './clock';
import { Cluster } from './cluster';
import { BALANCER, deploy, storeActorOf, titleOf } from '../content/deployment';
import { EXCHANGE_HEADER } from './exchange-header';
import { LabFailure } from './failure';
import { forgeBy, published, type AttackGiven } from './attack';
import { signingKey } from './signing-keys';
import { ThiefSite } from './thief-site';
import type { SigningKeyOrder } from './node-protocol';
import { FaultDesk } from './fault-desk';
import { makeFaultTools } from './fault-tools';
import { Gatekeeper } from './gatekeeper';
import { Network } from './network/network';
import type { Breakpoint } from '../model/breakpoints';
import { EDITED_FOLDER, type EditedCode } from '../model/edited-code';
import type { RunTarget } from '../model/lab-protocol';
import type { Announcement, EditedProgram } from './node-protocol';
import { Operator } from './operator';
import { People } from './people';
import { Recorder } from './recorder';
import { Destination } from './destination';
import { RunStore } from './run-store';
import { Secrets } from './secrets';
import { makeStage } from './stage';

export interface LabOptions {
  readonly scenario: string;
  readonly seed: string;
  readonly hold: boolean;
  readonly pace: number;
  readonly inject: readonly {
    readonly fault: string;
    readonly at: Occasion;
    readonly values?: FaultValues | undefined;
    readonly frequency?: Frequency | undefined;
  }[];
  readonly until?: EventMoment | undefined;
  readonly setup?: Setup | undefined;
  /** What was done in the run that this one repeats. */
  readonly replay?: readonly PlacedIntervention[] | undefined;
  /** Holds at this event, having run there as fast as it could. */
  readonly holdAt?: number | undefined;
  /** A Redis of the user's own instead of one that the lab starts. It may hold a password. */
  readonly redisUrl?: string | undefined;
  /** Runs to this place and holds there. */
  readonly runTo?: RunTarget | undefined;
  /** Where it holds by itself. */
  readonly breakpoints?: readonly Breakpoint[] | undefined;
  /** A server that the learner has changed. */
  readonly edited?: EditedCode | undefined;
}

export interface LabHooks {
  appended(event: TraceEvent): void;
  changed(state: RunState): void;
  intervened(placed: PlacedIntervention): void;
  arrived(reached: boolean): void;
  failed(failure: LabFailure): void;
  log(level: 'info' | 'warn' | 'error', text: string): void;
}

/** How long a user thinks between two acts. Virtual ms. */
const THINKING_TIME = 2_000;
/** Longer than anybody wants to leap; beyond a few thousand years a Date ends. Virtual ms. */
const LONGEST_LEAP = 10 * 365 * 24 * 60 * 60 * 1000;
const ORIGIN = 'https://shop.example';

/** One run of one scenario, from the first process to the last. */
export class Lab {
  readonly #scenario: Scenario;
  readonly #deployment: Deployment;
  readonly #clock = new VirtualClock();
  readonly #recorder: Recorder;
  readonly #gates: Gatekeeper;
  readonly #addresses = new AddressBook();
  readonly #origins = new Origins();
  readonly #browsers = new Map<ActorId, Browser>();
  readonly #cluster: Cluster;
  readonly #balancer: Balancer | null;
  readonly #network: Network;
  readonly #store: RunStore;
  readonly #secrets: Secrets;
  readonly #thiefSite: ThiefSite;
  /** Made when it is first needed: finding primes takes a while. */
  #thiefKey: SigningKeyOrder | null = null;
  readonly #people: People;
  readonly #operator: Operator;
  readonly #tools: FaultTools;
  readonly #desk: FaultDesk;
  readonly #stage: Stage;
  /** The learner's own program, once it is there for the servers to load. */
  #edited: EditedProgram | null = null;
  #phase: RunState['phase'] = 'starting';
  #exchanges = 0;
  readonly #routes = new Map<string, string>();
  #act: Act | null = null;
  /** What somebody wants to do in the middle of something, as soon as failures have struck. */
  #interludes: { readonly act: Act; readonly cause: FaultDesk['striking'] }[] = [];
  /** The event whose gate was opened or closed last: where the learner stands. */
  #place = -1;
  #replay: readonly PlacedIntervention[];
  #holdAt: number | undefined;
  readonly #destination: Destination;
  readonly #breakpoints: Breakpoints;
  /** How it goes to its destination: led there by somebody else, or steered by the learner. */
  #onTheWay: 'guided' | 'hurrying' | null = null;
  /** The breakpoint at which it stands. */
  #heldBy: Breakpoint | null = null;
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
    this.#scenario = scenario;
    this.#deployment = deploy(scenario, options.setup ?? {});
    const { app, algorithm, nodes, balancing } = this.#deployment;
    this.#replay = options.replay ?? [];
    this.#holdAt = options.holdAt;
    const { seed } = options;
    this.#store = new RunStore(this.#deployment, this.#addresses, options.redisUrl, () => this.#recorder.trace);
    this.#thiefSite = new ThiefSite(this.#addresses.addressOf('thief-site'));
    this.#secrets = new Secrets(algorithm, seed, app);
    this.#recorder = new Recorder(this.#clock, (event) => this.#recorded(event));
    const repeats = this.#holdAt !== undefined;
    this.#breakpoints = new Breakpoints(options.breakpoints ?? []);
    if (options.runTo) this.#onTheWay = 'guided';
    this.#destination = new Destination(
      (exchange) => this.#routes.get(exchange),
      (reached) => {
        this.#onTheWay = null;
        hooks.arrived(reached);
      },
    );
    if (options.runTo) this.#destination.set(options.runTo);
    this.#gates = new Gatekeeper(
      this.#recorder,
      {
        atGate: (event) => this.#atGate(event),
        endsAfter: (event) => this.#endsAfter(event),
        changed: () => this.#report(),
      },
      { running: repeats || options.runTo !== undefined || !options.hold, pace: repeats ? 0 : options.pace },
    );
    this.#cluster = new Cluster(this.#deployment, this.#addresses, this.#clock, {
      announced: (node, { id, urgent, waits, event }) => {
        if (urgent) {
          this.#recorder.append(event);
          void this.#cluster.release(node, id, event);
        } else {
          this.#gates.announce(node, event, () => (waits ? this.#openGate(node, id, event) : undefined));
        }
      },
      exited: (node, exit) => this.#exited(node, exit),
      printed: (_node, text) => hooks.log('info', text.trimEnd()),
    });
    this.#network = new Network({
      seed,
      advance: (ms, told) => this.#advance(ms, told),
      pass: (actor, kind, data, mark) => this.#pass(actor, kind, data, mark),
      nextExchange: (copied) => this.#nextExchange(copied),
      markLine: (mark) => [EXCHANGE_HEADER, mark],
      isHung: (node) => this.#cluster.isHung(node),
    });
    this.#balancer =
      nodes > 1
        ? new Balancer(balancing, {
            addressOf: (node) => this.#addresses.addressOf(node),
            labelOf: (node) => this.#cluster.label(node),
            exchange: (hop, request) => this.#network.exchange(hop, request),
            pass: (actor, kind, data, mark) => this.#pass(actor, kind, data, mark),
          })
        : null;
    this.#balancer?.setNodes(this.#cluster.ids);
    const { users, tokens } = this.#store;
    this.#people = new People(
      this.#deployment,
      { users, tokens },
      () => this.#clock.now,
      (data) => this.#say('user.changed', data),
    );
    this.#operator = new Operator(this.#deployment, this.#cluster, () => this.#recorder.trace);
    this.#tools = makeFaultTools({
      deployment: this.#deployment,
      cluster: this.#cluster,
      balancer: this.#balancer,
      network: this.#network,
      store: this.#store,
      secrets: this.#secrets,
      people: this.#people,
      operator: this.#operator,
      trace: () => this.#recorder.trace,
      browser: (id) => this.#browser(id),
      say: (kind, data, actor) => void this.#say(kind, data, actor),
      startNode: (node) => this.#startNode(node),
      letGo: (node) => this.#gates.letGo(node),
      advance: (ms) => this.#advance(ms, true),
      forge: (attack, token, given) => this.#forge(attack, token, given),
      interlude: (act) => void this.#interludes.push({ act, cause: this.#desk.striking }),
      arranged: (wanted) => {
        const { frequency = wanted.frequency, route = wanted.route, striking } = this.#desk;
        return { disturbance: { ...wanted, frequency, route }, spent: () => this.#spent(striking) };
      },
    });
    this.#desk = new FaultDesk({
      seed,
      tools: this.#tools,
      whyNothing: () => (this.#phase === 'ended' ? 'The run is over.' : null),
      count: (kind) => this.#recorder.count(kind),
      routeOf: (exchange) => (exchange === undefined ? undefined : this.#routes.get(exchange)),
      armed: (fault, at) => void this.#say('fault.armed', { fault: fault.id, title: fault.title, at }),
      fired: (fault, values) =>
        void this.#say('fault.fired', {
          ...this.#named(fault, values),
          ...(fault.lasts === true ? { lasting: true } : {}),
        }),
      lifted: (fault, values) => void this.#say('fault.lifted', this.#named(fault, values)),
      failed: (error) => this.#fail(error),
    });
    this.#stage = makeStage({
      app,
      browser: (id) => this.#browser(id),
      pass: (actor, kind, data) => this.#pass(actor, kind, data),
      leap: (ms) =>
        this.#gates.between(() => {
          this.#clock.advance(ms);
          return Promise.resolve(this.#clock.now);
        }),
      spreadTime: () => this.#spreadTime(),
      strike: async (fault, values) => {
        await this.#between(() => this.#desk.strike({ fault, values }));
        await this.#playInterludes();
      },
      strikeAt: (kind, fault, values) => this.#desk.arm({ fault, values }, { kind }),
      liftAll: () => this.#between(() => this.#desk.lift()),
    });
    const address = this.#addresses.addressOf(this.#balancer ? BALANCER : 'app');
    this.#origins.serve(ORIGIN, this.#balancer ? BALANCER : 'app', address);
  }

  /**
   * Plays the scenario to its end, or to the moment it was to stop at. The processes stay up until `dispose`.
   * @throws LabFailure when the lab itself cannot go on; never over what a server answers
   */
  async play(): Promise<void> {
    const { acts, id } = this.#scenario;
    const { actors } = this.#deployment;
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    const title = titleOf(this.#scenario, this.#deployment);
    this.#say('run.started', { scenario: id, title, seed: this.options.seed, actors, clock: this.#clock.now });
    for (const { at, ...order } of this.options.inject) this.#desk.arm(order, at);
    if (this.options.edited) this.#writeEdited(this.options.edited);
    await this.#store.start();
    await this.#balancer?.listen(this.#addresses.addressOf(BALANCER));
    for (const node of this.#cluster.ids) await this.#startNode(node);
    if (this.#over) return;
    this.#phase = 'running';
    this.#report();
    void this.#playActs(acts).catch((error: unknown) => this.#fail(error));
    await finished;
  }

  step(): void {
    this.#leave();
    this.#gates.step();
  }
  run(): void {
    this.#leave();
    this.#gates.run();
  }
  pause(): void {
    this.#destination.drop();
    this.#gates.pause();
  }
  /**
   * Runs as far as this and holds there; `hooks.arrived` says so.
   * @param hurry the learner steers: at no pace, and breakpoints hold on the way
   */
  runTo(target: RunTarget, hurry = false): void {
    this.#leave();
    this.#onTheWay = hurry ? 'hurrying' : 'guided';
    if (this.#destination.set(target) && this.#phase !== 'ended') this.#gates.run(hurry);
    if (this.#phase === 'ended') this.#destination.runEnded();
  }
  setPace(pace: number): void {
    this.#gates.setPace(pace);
  }
  /** From now on the run holds by itself here and nowhere else. */
  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.#breakpoints.set(breakpoints);
  }

  /** The learner does something to the run, at whatever gate it stands. */
  async intervene(what: Intervention): Promise<void> {
    try {
      await this.#gates.between(async () => {
        const after = this.#place;
        await this.#apply(what);
        this.hooks.intervened({ after, what });
      });
    } catch (error) {
      this.#fail(error);
    }
    this.#report();
    void this.#playInterludes();
  }

  /** The learner has had enough: the run ends where it stands. */
  end(): void {
    this.#end('stopped', this.#recorder.count('act.started'));
  }

  /** Ends every process of the run, wherever it stands. */
  async dispose(): Promise<void> {
    this.#over = true;
    this.#gates.close();
    this.#balancer?.close();
    await this.#cluster.dispose();
    await this.#store.dispose();
    this.#people.close();
    this.#thiefSite.close();
    this.#addresses.dispose();
    this.#finish?.();
  }

  /** @throws LabFailure when it cannot be done */
  async #apply(what: Intervention): Promise<void> {
    if (this.#phase === 'ended') throw LabFailure.badCommand('The run is over. Restart it to change something.');
    switch (what.type) {
      case 'inject':
        return this.#desk.strike(what);
      case 'arm':
        return this.#desk.arm(what, what.at);
      case 'lift':
        return this.#desk.lift(what.id);
      case 'advanceClock':
        if (!Number.isFinite(what.ms) || what.ms <= 0 || what.ms > LONGEST_LEAP) {
          throw LabFailure.badCommand('The clock moves ahead only, by ten years at most.');
        }
        return this.#advance(what.ms, true);
      case 'destroySessions':
        return this.#operator.destroy(what.sids);
      case 'editSession':
        return this.#operator.edit(what.sid, what.data);
      case 'expireSessions':
        return this.#operator.expire(what.sids);
      case 'setCredential':
        return this.#tools.editCredential(what.client, what.value);
      default:
        return what satisfies never;
    }
  }

  async #playActs(acts: readonly Act[]): Promise<void> {
    let played = 0;
    for (const act of acts) {
      if (this.#over) return;
      this.#clock.advance(THINKING_TIME);
      this.#act = act;
      this.#destination.actBegins(act.id);
      await this.#pass(act.by, 'act.started', { act: act.id, title: act.title, by: act.by });
      await this.#play(act);
      this.#destination.actEnded(act.id);
      played += 1;
    }
    this.#end('completed', played);
  }

  async #play(act: Act): Promise<void> {
    try {
      await act.play(this.#stage);
    } catch (error) {
      throw error instanceof LabFailure ? error : LabFailure.scenarioBroke(act.title, error);
    }
  }

  /** Whatever somebody wants to do in the middle of what is under way, which waits meanwhile. */
  async #playInterludes(): Promise<void> {
    const acts = this.#interludes;
    this.#interludes = [];
    if (acts.length === 0 || this.#over) return;
    const under = this.#act;
    await this.#gates
      .aside(async () => {
        for (const { act, cause } of acts) {
          this.#act = act;
          await this.#desk.during(cause, async () => {
            await this.#pass(act.by, 'act.started', { act: act.id, title: act.title, by: act.by });
            await this.#play(act);
          });
        }
        this.#act = under;
        if (under) this.#say('act.resumed', { act: under.id, title: under.title, by: under.by });
      })
      .catch((error: unknown) => this.#fail(error));
  }

  #end(outcome: EventData['run.ended']['outcome'], acts: number): void {
    if (this.#over || this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#say('run.ended', { outcome, acts });
    this.#destination.runEnded();
    this.#report();
    this.#finish?.();
  }

  #endsAfter(event: TraceEvent): boolean {
    const { until } = this.options;
    if (!until || event.kind !== until.kind || this.#recorder.count(event.kind) !== until.nth) return false;
    this.#end('stopped', this.#recorder.count('act.started'));
    return true;
  }

  #browser(id: ActorId): Browser {
    let browser = this.#browsers.get(id);
    if (!browser) {
      browser = new Browser(id, `${ORIGIN}/`, {
        now: () => this.#clock.now,
        pass: (announcement) => this.#gates.pass(announcement),
        nextExchange: () => this.#nextExchange(),
        exchange: (hop, request) => this.#network.exchange(hop, request),
        origins: this.#origins,
      });
      this.#browsers.set(id, browser);
    }
    return browser;
  }

  #nextExchange(copied?: string): string {
    const mark = `x${++this.#exchanges}`;
    this.#gates.beginExchange(mark, copied);
    return mark;
  }

  /** Forges by an attack, and publishes what the attack sends the server to. */
  async #forge(attack: string, token: string, given: Omit<AttackGiven, 'ownKey'>): Promise<EventData['token.forged']> {
    this.#thiefKey ??= signingKey('RS256', `${this.options.seed}/thief`, 0);
    const ownKey = this.#thiefKey;
    await this.#thiefSite.publish(published(ownKey));
    return forgeBy(attack, token, { ...given, ownKey });
  }

  /** Puts the learner's program where the servers of this run find it. */
  #writeEdited({ app, code }: EditedCode): void {
    const runs = this.#deployment.app;
    if (app !== runs)
      throw LabFailure.editedCodeUnusable(`The changed server is "${app}", and this run is served by "${runs}".`);
    const path = this.#addresses.fileOf('edited.mjs');
    writeFileSync(path, code);
    this.#edited = { path, source: `${EDITED_FOLDER}${app}.ts` };
  }

  async #startNode(node: ActorId): Promise<void> {
    const { users, tokens } = this.#store;
    const { holds, store } = await this.#cluster.start(node, {
      seed: this.options.seed,
      store: this.#store.order(this.#recorder.trace),
      users,
      tokenStore: tokens,
      algorithm: this.#deployment.algorithm,
      secrets: this.#secrets.current,
      thiefSite: this.#thiefSite.address,
      edited: this.#edited,
    });
    const boot = this.#cluster.boot(node);
    const edited = this.#edited ? { edited: true } : {};
    const started = this.#say('node.started', { app: this.#deployment.app, holds, ...edited }, node);
    const opened = store && this.#say('store.opened', store, storeActorOf(node, this.#deployment), boot);
    await this.#desk.atGate(started);
    // A failure that struck just now may have replaced the process that opened the store.
    if (opened && this.#cluster.boot(node) === boot) await this.#desk.atGate(opened);
  }

  /** Opens a gate of a server. A store with a clock of its own is told the time before it is asked. */
  async #openGate(node: ActorId, id: number, event: Announcement): Promise<void> {
    if (event.kind === 'store.asked') await this.#store.setTime(this.#clock.now);
    await this.#cluster.release(node, id, event);
  }

  /** Moves the clock of everybody. @param told whether that is an event of its own */
  async #advance(ms: number, told: boolean): Promise<void> {
    this.#clock.advance(ms);
    if (told) this.#say('clock.advanced', { by: ms, to: this.#clock.now });
    await this.#spreadTime();
  }

  /** Tells the time to every process that has a clock of its own. */
  #spreadTime(): Promise<void> {
    this.#cluster.spreadTime();
    return this.#store.setTime(this.#clock.now);
  }

  #exited(
    node: ActorId,
    { code, signal, expected }: { code: number | null; signal: NodeJS.Signals | null; expected: boolean },
  ): void {
    if (this.#over) return;
    this.#gates.cut(node);
    this.#say('node.exited', { code, signal, expected }, node);
    this.#report();
  }

  /** The run is steered elsewhere. */
  #leave(): void {
    this.#destination.drop();
    this.#onTheWay = null;
    this.#heldBy = null;
    this.#breakpoints.take();
  }

  /** A breakpoint that was met makes the run hold, but not while it is led somewhere: that place was asked for. */
  #holdAtBreakpoint(): void {
    const met = this.#breakpoints.take();
    if (!met || !this.#gates.running || this.#holdAt !== undefined || this.#onTheWay === 'guided') return;
    this.#heldBy = met;
    this.#gates.holdHere();
    setImmediate(() => this.#destination.drop());
  }

  #recorded(event: TraceEvent): void {
    if (event.kind === 'request.sent' && event.exchange !== undefined) {
      this.#routes.set(event.exchange, new URL(event.data.url).pathname);
    }
    this.hooks.appended(event);
    this.#destination.recorded(event);
    this.#breakpoints.recorded(event, this.#recorder.count(event.kind));
  }

  /** Something was recorded and its gate is still closed: failures strike, and what was done here before is repeated. */
  async #atGate(event: TraceEvent): Promise<void> {
    this.#place = event.seq;
    if (event.kind === 'store.asked') await this.#delayStore(event);
    await this.#desk.atGate(event);
    await this.#repeat(event.seq);
    if (this.#holdAt !== undefined && event.seq >= this.#holdAt) {
      this.#holdAt = undefined;
      this.#gates.pause();
      this.#gates.setPace(this.options.pace);
    }
    if (this.#destination.isAt(event)) {
      this.#gates.holdHere();
      // Once the gate waits: whoever hears of it may go on at once.
      setImmediate(() => this.#destination.arrive());
    }
    this.#holdAtBreakpoint();
    void this.#playInterludes();
  }

  async #repeat(seq: number): Promise<void> {
    const due = this.#replay.filter(({ after }) => after <= seq);
    this.#replay = this.#replay.filter(({ after }) => after > seq);
    for (const placed of due) {
      try {
        await this.#apply(placed.what);
        this.hooks.intervened(placed);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  async #delayStore({ actor, exchange: mark = '' }: TraceEvent): Promise<void> {
    const path = this.#routes.get(mark) ?? '';
    const to = storeActorOf(actor, this.#deployment);
    const ms = this.#network.storeDelay({ from: actor, to, path, mark });
    if (ms === 0) return;
    this.#recorder.append({
      actor,
      boot: this.#cluster.boot(actor),
      kind: 'network.disturbed',
      data: { how: 'delayed', direction: 'request', from: actor, to, ms },
      exchange: mark,
    });
    await this.#advance(ms, false);
  }

  /** A failure as events name it, with the lane that it is drawn at. */
  #named({ id, title, target, parameters = [] }: Fault, values: FaultReader): EventData['fault.fired'] {
    const node = parameters.find(({ type }) => type === 'node');
    const first = this.#deployment.actors.find(({ role }) => role === target)?.id ?? LAB;
    return { fault: id, title, target: node ? values.text(node.id) : first };
  }

  #spent(striking: { readonly id: number } | null): void {
    this.#desk.spent(striking);
    this.#report();
  }

  /** The same as `between`, for what may fail without ending the run. */
  async #between(work: () => Promise<void>): Promise<void> {
    await this.#gates.between(work).catch((error: unknown) => this.#fail(error));
    this.#report();
  }

  #say<K extends EventKind>(kind: K, data: EventData[K], actor: ActorId = LAB, boot?: number): TraceEvent {
    return this.#recorder.append({ actor, boot: boot ?? this.#cluster.boot(actor), kind, data } as Announcement);
  }

  #pass<K extends EventKind>(actor: ActorId, kind: K, data: EventData[K], mark?: string): Promise<void> {
    const exchange = mark === undefined ? {} : { exchange: mark };
    return this.#gates.pass({ actor, boot: this.#cluster.boot(actor), kind, data, ...exchange } as Announcement);
  }

  #report(): void {
    if (this.#over) return;
    const settled = this.#phase === 'starting' || this.#phase === 'ended' || this.#phase === 'failed';
    this.hooks.changed({
      phase: settled ? this.#phase : this.#gates.held ? 'held' : 'running',
      ...(this.#heldBy && this.#gates.held && !settled && { heldBy: this.#heldBy }),
      pace: this.#gates.pace,
      clock: this.#clock.now,
      nodes: [...this.#cluster.ids],
      ...(this.#store.address && { store: this.#store.address }),
      faults: [...this.#desk.possible],
      armed: [...this.#desk.armed],
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
