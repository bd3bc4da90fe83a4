import type { Actor, ActorId, EventKind, EventOf, Trace, TraceEvent } from '../model';
import { Lanes } from './lanes';

/** A failure that goes on until it is lifted. */
export interface LastingFailure {
  readonly fault: string;
  readonly title: string;
}

/** How it stands with one lane's actor after a prefix of a run. */
export interface LaneState {
  readonly actor: Actor;
  /** `none`: no process of its own. `unborn`: not started yet. `hung`: it takes connections and answers none. */
  readonly process: 'none' | 'unborn' | 'up' | 'hung' | 'down';
  /** Which incarnation of the process runs or ran last; 0 before the first and without one. */
  readonly boot: number;
  /** Virtual ms by which its own clock is ahead of the run's; negative when it is behind. */
  readonly skew: number;
  /** Whether a server is on the load balancer's list; null where there is no such list. */
  readonly listed: boolean | null;
  /** Lasting failures on it, in the order in which they struck. */
  readonly failures: readonly LastingFailure[];
}

interface Standing {
  process: LaneState['process'];
  boot: number;
  skew: number;
  failures: LastingFailure[];
}

type Fold<K extends EventKind> = (event: EventOf<K>, states: States) => void;

const FOLDS: { readonly [K in EventKind]?: Fold<K> } = {
  'run.started': (_event, states) => {
    states.listed = states.lanes.all('server').map(({ id }) => id);
  },
  'node.started': (event, states) => {
    Object.assign(states.speaker(event), { process: 'up', boot: event.boot });
  },
  'node.exited': (event, states) => {
    Object.assign(states.speaker(event), { process: 'down', boot: event.boot });
  },
  'node.hung': (event, states) => {
    states.speaker(event).process = 'hung';
  },
  'node.resumed': (event, states) => {
    states.speaker(event).process = 'up';
  },
  'node.added': (event, states) => {
    states.listed = event.data.nodes;
  },
  'node.removed': (event, states) => {
    states.listed = event.data.nodes;
  },
  'clock.skewed': (event, states) => {
    states.of(event.data.node).skew = event.data.by;
  },
  'fault.fired': ({ data: { fault, title, target, lasting } }, states) => {
    if (lasting === true) states.target(target).failures.push({ fault, title });
  },
  'fault.lifted': ({ data }, states) => {
    const { failures } = states.target(data.target);
    const index = failures.findIndex(({ fault }) => fault === data.fault);
    if (index >= 0) failures.splice(index, 1);
  },
};

class States {
  readonly lanes = new Lanes();
  readonly #standings = new Map<ActorId, Standing>();
  /** The servers on the load balancer's list. */
  listed: readonly ActorId[] = [];

  add(event: TraceEvent): void {
    this.lanes.learn(event);
    (FOLDS[event.kind] as ((event: TraceEvent, states: States) => void) | undefined)?.(event, this);
  }

  of(id: ActorId): Standing {
    const known = this.#standings.get(id);
    if (known) return known;
    const isServer = this.lanes.named(id, 'server').role === 'server';
    const made: Standing = { process: isServer ? 'unborn' : 'none', boot: 0, skew: 0, failures: [] };
    this.#standings.set(id, made);
    return made;
  }

  /** Whoever a failure is about; one that happens to a kind of actor counts for the first of them. */
  target(id: ActorId): Standing {
    const role = this.lanes.find(id) ? undefined : this.lanes.actors.find((actor) => actor.role === id);
    return this.of(role?.id ?? id);
  }

  speaker(event: TraceEvent): Standing {
    return this.of(this.lanes.speaker(event).id);
  }
}

/**
 * The state of every actor's lane after a prefix of a run, left to right: what icons and marks on the lanes show.
 * Lanes that only a drawing needs, such as the operator's, are not among them: nothing can happen to those. A failure counts as lasting when `fault.fired` says so, and until it is lifted.
 */
export function laneStates(trace: Trace): LaneState[] {
  const states = new States();
  for (const event of trace) states.add(event);
  const balanced = states.lanes.has('balancer');
  return states.lanes.actors.map((actor) => {
    const { process, boot, skew, failures } = states.of(actor.id);
    const listed = balanced && actor.role === 'server' ? states.listed.includes(actor.id) : null;
    return { actor, process, boot, skew, listed, failures: [...failures] };
  });
}
