import type { ActorId } from '../model';
import type { Message } from './diagram-types';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type DraftMessage = Omit<Mutable<Message>, 'evidence'> & { evidence: number[] };

/** One leg of a request's way: from a client to the load balancer, or from there to a server. */
export interface Hop {
  readonly from: ActorId;
  readonly to: ActorId;
  readonly request: DraftMessage;
  /** The request is known to have come through to `to`. */
  arrived: boolean;
  /** The newest answer on its way back. */
  response: DraftMessage | null;
}

/** One request and whatever came of it so far, on all its hops. */
export class OpenExchange {
  readonly hops: [Hop, ...Hop[]];
  readonly #messages: DraftMessage[];
  readonly #bars = new Set<ActorId>();

  constructor(request: DraftMessage, from: ActorId, to: ActorId) {
    this.hops = [{ from, to, request, arrived: false, response: null }];
    this.#messages = [request];
  }

  /** The newest message of all: what a quiet event without a message of its own is evidence for. */
  get latest(): DraftMessage {
    return this.#messages.at(-1) ?? this.hops[0].request;
  }

  get newest(): Hop {
    return this.hops.at(-1) ?? this.hops[0];
  }

  add(message: DraftMessage): void {
    this.#messages.push(message);
  }

  /** The request goes one hop further. */
  forward(request: DraftMessage): void {
    this.hops.push({ from: request.from, to: request.to, request, arrived: false, response: null });
  }

  /** The newest hop that ends at this lane. */
  into(lane: ActorId): Hop | undefined {
    return this.hops.findLast(({ to }) => to === lane);
  }

  /** The newest hop that begins at this lane; the client's own when none does. */
  outOf(lane: ActorId): Hop {
    return this.hops.findLast(({ from }) => from === lane) ?? this.hops[0];
  }

  /** The hop between two lanes, whichever of them asks. */
  between(one: ActorId, other: ActorId): Hop | undefined {
    return this.hops.findLast(({ from, to }) => (from === one && to === other) || (from === other && to === one));
  }

  /** The request came through: the receiver's bar begins where the arrow ends. */
  arrive(hop: Hop): void {
    hop.arrived = true;
    if (this.#bars.has(hop.to) || hop.request.activates !== undefined) return;
    this.#bars.add(hop.to);
    hop.request.activates = hop.to;
  }

  /** A lane's bar ends at the newest message that touches it and ends no other lane's. */
  endBar(lane: ActorId): void {
    if (!this.#bars.delete(lane)) return;
    for (const message of this.#messages.toReversed()) {
      const touches = message.from === lane || message.to === lane;
      const begins = message.activates === lane;
      if (touches && message.deactivates === undefined && (begins || message.activates === undefined)) {
        message.deactivates = lane;
        return;
      }
      if (begins) return;
    }
  }

  endBars(): void {
    for (const lane of [...this.#bars]) this.endBar(lane);
  }
}
