import type { Actor, ActorId, Deployment, HeldSecret } from '../model';
import type { AddressBook } from './address';
import { AppNode } from './app-node';
import type { VirtualClock } from './clock';
import { serverActor, storeActorOf } from '../content/deployment';
import type { Announcement, NodeOrders, NodeReport, NodeTask, OpenedStore } from './node-protocol';

type Announced = Extract<NodeReport, { type: 'announced' }>;

export interface ClusterHooks {
  announced(node: ActorId, report: Announced): void;
  exited(node: ActorId, exit: { code: number | null; signal: NodeJS.Signals | null; expected: boolean }): void;
  printed(node: ActorId, text: string): void;
}

/** What every server of a run is started with, besides its name and its place. */
export type CommonOrders = Omit<NodeOrders, 'node' | 'boot' | 'address' | 'now' | 'storeActor'>;

/** The servers of one run: each a process of its own, with a clock of its own. */
export class Cluster {
  readonly #nodes = new Map<ActorId, { readonly process: AppNode; readonly actor: Actor; skew: number }>();
  #numbers = 0;

  constructor(
    private readonly deployment: Deployment,
    private readonly addresses: AddressBook,
    private readonly clock: VirtualClock,
    private readonly hooks: ClusterHooks,
  ) {
    for (let number = 1; number <= deployment.nodes; number++) this.add();
  }

  /** Every server, up or down, in the order of their lanes. */
  get ids(): readonly ActorId[] {
    return [...this.#nodes.keys()];
  }

  /** One more server; it is not started by that. */
  add(): Actor {
    const actor = serverActor(++this.#numbers, this.deployment.nodes > 1);
    const { id } = actor;
    const process = new AppNode(id, this.deployment.app, this.addresses.fileOf(`${id}.hold`), {
      announced: (report) => this.hooks.announced(id, report),
      exited: (exit) => this.hooks.exited(id, exit),
      printed: (text) => this.hooks.printed(id, text),
    });
    this.#nodes.set(id, { process, actor, skew: 0 });
    return actor;
  }

  /** Ends a server for good. */
  async remove(id: ActorId): Promise<void> {
    await this.#nodes.get(id)?.process.kill();
    this.#nodes.delete(id);
  }

  label(id: ActorId): string {
    return this.#nodes.get(id)?.actor.label ?? id;
  }

  boot(id: ActorId): number {
    return this.#nodes.get(id)?.process.boot ?? 1;
  }

  isUp(id: ActorId): boolean {
    return this.#nodes.get(id)?.process.isUp === true;
  }

  isHung(id: ActorId): boolean {
    return this.#nodes.get(id)?.process.isHung === true;
  }

  /**
   * Starts a server and waits until it listens.
   * @throws LabFailure when it does not get that far
   */
  start(
    id: ActorId,
    orders: CommonOrders,
  ): Promise<{ readonly holds: readonly HeldSecret[]; readonly store: OpenedStore | null }> {
    const node = this.#node(id);
    return node.process.start({
      ...orders,
      address: this.addresses.addressOf(id),
      now: this.clock.now + node.skew,
      storeActor: storeActorOf(id, this.deployment),
    });
  }

  kill(id: ActorId): Promise<void> {
    return this.#node(id).process.kill();
  }

  async hang(id: ActorId): Promise<void> {
    await this.#node(id).process.hang();
  }

  resume(id: ActorId): void {
    this.#node(id).process.resume();
  }

  /** @param ms how far ahead of the run's clock this server's own is; negative for behind */
  skew(id: ActorId, ms: number): void {
    const node = this.#node(id);
    node.skew = ms;
    node.process.order({ type: 'clock', now: this.clock.now + ms });
  }

  /** Opens a gate of a server. A hung one goes through it when it goes on. */
  release(node: ActorId, id: number, { boot }: Announcement): Promise<void> | void {
    const each = this.#nodes.get(node);
    // The process that stood there may have been replaced meanwhile.
    if (!each || each.process.boot !== boot) return undefined;
    const passed = each.process.release(id, this.clock.now + each.skew);
    return each.process.isHung ? undefined : passed;
  }

  /** Tells every server the time. */
  spreadTime(): void {
    for (const { process, skew } of this.#nodes.values()) {
      process.order({ type: 'clock', now: this.clock.now + skew });
    }
  }

  /** @returns an error message, or undefined */
  ask(id: ActorId, task: NodeTask): Promise<string | undefined> {
    return this.#node(id).process.ask(task);
  }

  /** The first server that can do something by hand. */
  get firstAwake(): ActorId | undefined {
    return this.ids.find((id) => this.isUp(id) && !this.isHung(id));
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#nodes.values()].map(({ process }) => process.kill()));
  }

  #node(id: ActorId): { readonly process: AppNode; skew: number } {
    const node = this.#nodes.get(id);
    if (!node) throw new Error(`There is no server "${id}".`);
    return node;
  }
}
