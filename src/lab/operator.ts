import type { ActorId, Deployment, Trace } from '../model';
import type { Cluster } from './cluster';
import { storeActorOf } from '../content/deployment';
import { LabFailure } from './failure';
import { knownSessions } from './known-sessions';
import type { NodeTask } from './node-protocol';

/** Somebody at the session store: what is done there by hand is done by a server, with the real store. */
export class Operator {
  constructor(
    private readonly deployment: Deployment,
    private readonly cluster: Cluster,
    private readonly trace: () => Trace,
  ) {}

  /** Every session that the run's story knows of. */
  get sids(): readonly string[] {
    return [...new Set([...knownSessions(this.trace()).values()].flatMap((rows) => [...rows]))];
  }

  /** All of them when no ids are given. @throws LabFailure when the store cannot be reached */
  async destroy(sids?: readonly string[]): Promise<void> {
    if (sids === undefined) {
      for (const node of this.#doors()) await this.#ask(node, { type: 'destroySessions' });
      return;
    }
    for (const [node, held] of this.#byHolder(sids)) await this.#ask(node, { type: 'destroySessions', sids: held });
  }

  /** @throws LabFailure when the store cannot be reached */
  async edit(sid: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [node] of this.#byHolder([sid])) await this.#ask(node, { type: 'editSession', sid, data });
  }

  /** Lets sessions end now. @throws LabFailure when the store cannot be reached */
  async expire(sids: readonly string[]): Promise<void> {
    for (const [node, held] of this.#byHolder(sids)) await this.#ask(node, { type: 'expireSessions', sids: held });
  }

  /** Deletes a row past the taps. @throws LabFailure when the store cannot be reached */
  async evict(sid: string): Promise<void> {
    for (const [node] of this.#byHolder([sid])) await this.#ask(node, { type: 'evictSession', sid });
  }

  /** Until every server has noticed that its store is up or down, no two runs would see the same errors. */
  async awaitStore(up: boolean): Promise<void> {
    for (const node of this.cluster.ids) {
      if (this.#isAwake(node)) await this.cluster.ask(node, { type: 'awaitStore', up });
    }
  }

  /** The servers through which every store can be reached: one for a store that all share. */
  #doors(): readonly ActorId[] {
    const doors = new Map<ActorId, ActorId>();
    for (const node of this.cluster.ids) {
      const store = storeActorOf(node, this.deployment);
      if (this.#isAwake(node) && !doors.has(store)) doors.set(store, node);
    }
    if (doors.size === 0) throw LabFailure.badCommand('No server is up to reach the session store.');
    return [...doors.values()];
  }

  /** Which server reaches which of these sessions. */
  #byHolder(sids: readonly string[]): ReadonlyMap<ActorId, string[]> {
    const known = knownSessions(this.trace());
    const held = new Map<ActorId, string[]>();
    const doors = this.#doors();
    for (const sid of sids) {
      const node = doors.find((each) => known.get(storeActorOf(each, this.deployment))?.has(sid)) ?? doors[0];
      if (node !== undefined) held.set(node, [...(held.get(node) ?? []), sid]);
    }
    return held;
  }

  #isAwake(node: ActorId): boolean {
    return this.cluster.isUp(node) && !this.cluster.isHung(node);
  }

  async #ask(node: ActorId, task: NodeTask): Promise<void> {
    const problem = await this.cluster.ask(node, task);
    if (problem !== undefined) throw LabFailure.badCommand(`The session store was not changed. ${problem}`);
  }
}
