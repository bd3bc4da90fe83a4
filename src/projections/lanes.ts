import { LAB, type Actor, type ActorId, type ActorRole, type EventKind, type TraceEvent } from '../model';
import { clip } from './words';

const CLIENT_KINDS: ReadonlySet<EventKind> = new Set<EventKind>([
  'request.sent',
  'request.failed',
  'response.received',
  'response.lost',
  'cookie.stored',
  'cookie.refused',
  'cookie.deleted',
  'storage.written',
  'storage.removed',
]);

const FALLBACK: Readonly<Record<ActorRole, Actor>> = {
  browser: { id: 'browser', role: 'browser', label: 'Browser' },
  attacker: { id: 'attacker', role: 'attacker', label: 'Attacker' },
  balancer: { id: 'balancer', role: 'balancer', label: 'Load balancer' },
  server: { id: 'server', role: 'server', label: 'Server' },
  store: { id: 'store', role: 'store', label: 'Store' },
  lab: { id: LAB, role: 'lab', label: 'Operator' },
};

/**
 * Who takes part, left to right. The cast comes with `run.started`; an actor that speaks without being in it
 * (the operator, or a trace whose beginning was cut off) gets a lane on the right, where it moves nobody.
 */
export class Lanes {
  readonly #actors: Actor[] = [];

  get actors(): readonly Actor[] {
    return this.#actors;
  }

  /** Takes the cast from `run.started`. */
  learn(event: TraceEvent): void {
    if (event.kind !== 'run.started') return;
    for (const actor of event.data.actors) if (!this.find(actor.id)) this.#actors.push(actor);
  }

  find(id: ActorId): Actor | undefined {
    return this.#actors.find((actor) => actor.id === id);
  }

  /** The lane of whoever speaks in this event. */
  speaker(event: TraceEvent): Actor {
    return this.named(event.actor, CLIENT_KINDS.has(event.kind) ? 'browser' : 'server');
  }

  /** The lane of this id; one is added when the cast has none. */
  named(id: ActorId, guess: ActorRole): Actor {
    const known = this.find(id);
    if (known) return known;
    const actor: Actor = id === LAB ? FALLBACK.lab : { id, role: guess, label: clip(id, 24) };
    this.#actors.push(actor);
    return actor;
  }

  /** The first lane with this role; one is added when the cast has none. */
  first(role: ActorRole): Actor {
    const known = this.#actors.find((actor) => actor.role === role);
    return known ?? this.named(FALLBACK[role].id, role);
  }

  has(role: ActorRole): boolean {
    return this.#actors.some((actor) => actor.role === role);
  }

  /** Where a request of this client arrives: at the balancer if there is one, and from there at the server. */
  receiverFor(client: Actor): Actor {
    if (client.role !== 'balancer' && this.has('balancer')) return this.first('balancer');
    return this.first('server');
  }

  /** The two outermost lanes, or one: the span of a note that concerns everyone. */
  span(): ActorId[] {
    const left = this.#actors[0] ?? this.first('lab');
    const right = this.#actors.at(-1) ?? left;
    return left === right ? [left.id] : [left.id, right.id];
  }

  /** The actor's name inside a sentence: "the browser", "Alice's browser". */
  name(id: ActorId): string {
    const label = clip(this.find(id)?.label ?? (id === LAB ? FALLBACK.lab.label : id), 40);
    const common = /(browser|client|server|store|thief|attacker|balancer|operator|lab|laboratory|memory)$/i.test(label);
    return common && !/['’]s\b/.test(label) ? `the ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
  }
}
