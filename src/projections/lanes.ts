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
  attacker: { id: 'thief', role: 'attacker', label: 'Attacker' },
  balancer: { id: 'balancer', role: 'balancer', label: 'Load balancer' },
  server: { id: 'app', role: 'server', label: 'Server' },
  store: { id: 'store', role: 'store', label: 'Store' },
  lab: { id: LAB, role: 'lab', label: 'Operator' },
};

/** How the lab names those who join a run that is under way: "app-3", "store-3". */
const JOINED: readonly (readonly [id: RegExp, role: ActorRole, label: (n: string) => string])[] = [
  [/^app(?:-(\d{1,4}))?$/, 'server', (n) => `Server ${n}`],
  [/^store(?:-(\d{1,4}))?$/, 'store', (n) => `Memory of server ${n}`],
];

/**
 * Who takes part, left to right. The cast comes with `run.started`; an actor that speaks without being in it gets a
 * lane right of the last one with its role, so that a server that joins stands beside the others, and at the far
 * right when it is the first of its role. Items name lanes by id: a lane that comes between moves none of them.
 */
export class Lanes {
  readonly #actors: Actor[] = [];

  get actors(): readonly Actor[] {
    return this.#actors;
  }

  /** Takes the cast from `run.started`, and whoever joins later as soon as that is told. */
  learn(event: TraceEvent): void {
    switch (event.kind) {
      case 'run.started':
        for (const actor of event.data.actors) if (!this.find(actor.id)) this.#actors.push(actor);
        return;
      case 'node.added':
        if (!this.find(event.data.actor.id)) this.#place(event.data.actor);
        for (const id of event.data.nodes) this.named(id, 'server');
        return;
      case 'node.started':
        this.speaker(event);
        return;
      case 'store.opened':
        // A store in a process's own memory comes with the process.
        if (/^store-\d{1,4}$/.test(event.actor)) this.speaker(event);
        return;
      default:
    }
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
    return this.#place(id === LAB ? FALLBACK.lab : newcomer(id, guess));
  }

  #place(actor: Actor): Actor {
    const neighbor = this.#actors.findLastIndex(({ role }) => role === actor.role);
    this.#actors.splice(neighbor < 0 ? this.#actors.length : neighbor + 1, 0, actor);
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

  /** Every lane with this role, left to right. */
  all(role: ActorRole): readonly Actor[] {
    return this.#actors.filter((actor) => actor.role === role);
  }

  /** Where this asker's questions go: a server's own memory where it has a lane, else the store that all share. */
  storeFor(asker: ActorId): Actor {
    const own = /^app(-\d{1,4})?$/.exec(asker);
    const lane = own ? this.find(`store${own[1] ?? ''}`) : undefined;
    return lane?.role === 'store' ? lane : this.first('store');
  }

  /** True when this store is the memory of this one server and of no other. */
  isWithin(store: ActorId, server: ActorId): boolean {
    const askers = this.all('server').filter(({ id }) => this.storeFor(id).id === store);
    return askers.length === 1 && askers[0]?.id === server;
  }

  /** From the first to the last server: the span of a note that concerns all of them. */
  serverSpan(): ActorId[] {
    const servers = this.all('server').map(({ id }) => id);
    const [first = this.first('server').id, last = first] = [servers[0], servers.at(-1)];
    return first === last ? [first] : [first, last];
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
    const known = this.find(id)?.label.trim() ?? '';
    const label = clip(known !== '' ? known : id === LAB ? FALLBACK.lab.label : id, 40);
    // "Server 2" is a name of its own; "Memory of server 2" is not.
    const common =
      /(browser|client|server|store|denylist|thief|attacker|balancer|operator|lab|laboratory|memory)$/i.test(label) ||
      /^memory of /i.test(label);
    return common && !/['’]s\b/.test(label) ? `the ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
  }
}

function newcomer(id: ActorId, guess: ActorRole): Actor {
  for (const [pattern, role, label] of JOINED) {
    const found = pattern.exec(id);
    if (found) return found[1] === undefined ? { ...FALLBACK[role], id } : { id, role, label: label(found[1]) };
  }
  return { id, role: guess, label: clip(id, 24) };
}
