import type { Actor, ActorId, TraceEvent } from '../model';
import type { Diagram, Message, Note, Tone } from './diagram-types';
import { Lanes } from './lanes';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type DraftMessage = Omit<Mutable<Message>, 'evidence'> & { evidence: number[] };

interface DraftSection {
  readonly id: number;
  readonly title: string;
  readonly items: (DraftMessage | Note)[];
}

/** One request and whatever came of it so far. */
interface OpenExchange {
  readonly client: ActorId;
  readonly server: ActorId;
  readonly request: DraftMessage;
  response: DraftMessage | null;
  /** The newest message that touches the server's lane: where its bar ends once the exchange is over. */
  newest: DraftMessage;
  /** The newest message of all: what a quiet event without a message of its own is evidence for. */
  latest: DraftMessage;
  received: boolean;
  active: boolean;
}

interface OpenAsk {
  readonly op: string;
  readonly sid: string | undefined;
  readonly exchange: string | undefined;
  readonly asker: ActorId;
}

/** What a rule may say about the message it draws; the rest follows from the event. */
export interface Stroke {
  readonly from: ActorId;
  readonly to: ActorId;
  readonly label: string;
  readonly shape: Message['shape'];
  readonly tone: Tone;
  readonly lost?: boolean;
}

/**
 * The diagram while it is being drawn. Items are only ever appended; one that stands may gain evidence, get lost,
 * begin or end a bar, and nothing else, so that a growing trace never moves what a learner has seen.
 */
export class DiagramDraft {
  readonly lanes = new Lanes();
  readonly #sections: DraftSection[] = [];
  readonly #exchanges = new Map<string, OpenExchange>();
  readonly #asks: OpenAsk[] = [];

  finish(): Diagram {
    return { actors: [...this.lanes.actors], sections: this.#sections };
  }

  openSection(event: TraceEvent, title: string): void {
    this.#sections.push({ id: event.seq, title, items: [] });
  }

  message(event: TraceEvent, stroke: Stroke): DraftMessage {
    const drawn: DraftMessage = {
      type: 'message',
      seq: event.seq,
      evidence: [],
      from: stroke.from,
      to: stroke.to,
      label: stroke.label,
      shape: stroke.shape,
      tone: stroke.tone,
      lost: stroke.lost ?? false,
    };
    if (event.exchange !== undefined) drawn.exchange = event.exchange;
    this.#append(event, drawn);
    const exchange = this.#exchangeOf(event);
    if (exchange) {
      exchange.latest = drawn;
      if (drawn.from === exchange.server || drawn.to === exchange.server) exchange.newest = drawn;
    }
    return drawn;
  }

  note(event: TraceEvent, over: readonly ActorId[], label: string, tone: Tone): void {
    this.#append(event, { type: 'note', seq: event.seq, over, label, tone });
  }

  /** Something an actor does by itself. */
  self(event: TraceEvent, label: string, tone: Tone): void {
    const { id } = this.lanes.speaker(event);
    this.message(event, { from: id, to: id, label, shape: 'self', tone });
  }

  request(event: TraceEvent, label: string): void {
    const client = this.lanes.speaker(event);
    const server = this.lanes.receiverFor(client).id;
    const stroke: Stroke = { from: client.id, to: server, label, shape: 'request', tone: 'plain' };
    const request = this.message(event, stroke);
    if (event.exchange === undefined) return;
    this.#exchanges.set(event.exchange, {
      client: client.id,
      server,
      request,
      response: null,
      newest: request,
      latest: request,
      received: false,
      active: false,
    });
  }

  /** The request arrived: the server's bar begins where the request ends. */
  received(event: TraceEvent): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    exchange.request.evidence.push(event.seq);
    if (exchange.received) return;
    exchange.received = true;
    exchange.active = true;
    exchange.request.activates = exchange.server;
  }

  respond(event: TraceEvent, label: string, tone: Tone): void {
    const exchange = this.#exchangeOf(event);
    const from = this.lanes.speaker(event).id;
    const to = exchange?.client ?? this.lanes.first('browser').id;
    const response = this.message(event, { from, to, label, shape: 'response', tone });
    if (exchange) exchange.response = response;
  }

  /** A quiet event is evidence for the request, for the response, or for whatever stands last in its exchange. */
  evidence(event: TraceEvent, of: 'request' | 'response' | 'latest'): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    const message = of === 'request' ? exchange.request : of === 'response' ? exchange.response : exchange.latest;
    (message ?? exchange.latest).evidence.push(event.seq);
  }

  /** The exchange is over for the server: its bar ends at the newest message that touches it. */
  close(event: TraceEvent): void {
    const exchange = this.#exchangeOf(event);
    if (exchange) this.#endBar(exchange);
  }

  /** A process is gone, and every bar of its lane with it. */
  closeAll(server: ActorId): void {
    for (const exchange of this.#exchanges.values()) if (exchange.server === server) this.#endBar(exchange);
  }

  /** Nobody took the connection: the request never arrived. */
  refused(event: TraceEvent, label: string): void {
    const exchange = this.#exchangeOf(event);
    if (exchange && !exchange.received) exchange.request.lost = true;
    if (exchange) this.#endBar(exchange);
    this.note(event, [this.lanes.speaker(event).id], label, 'bad');
  }

  /**
   * The connection broke. What never arrived is marked as lost: the request, or the response if one was on its way.
   * A response that had not begun, or of which only the head came through, gets a lost message of its own.
   */
  broken(event: TraceEvent, label: string, gotHead: boolean): void {
    const exchange = this.#exchangeOf(event);
    const client = this.lanes.speaker(event).id;
    if (exchange && !exchange.received) {
      exchange.request.lost = true;
      this.note(event, [client], label, 'bad');
      return;
    }
    if (exchange?.response && !gotHead) {
      exchange.response.lost = true;
      this.#endBar(exchange);
      this.note(event, [client], label, 'bad');
      return;
    }
    const from = exchange?.server ?? this.lanes.first('server').id;
    this.message(event, { from, to: client, label, shape: 'response', tone: 'bad', lost: true });
    if (exchange) this.#endBar(exchange);
  }

  ask(event: TraceEvent, op: string, sid: string | undefined, label: string): void {
    const asker = this.lanes.speaker(event).id;
    const to = this.lanes.first('store').id;
    this.#asks.push({ op, sid, exchange: event.exchange, asker });
    this.message(event, { from: asker, to, label, shape: 'ask', tone: 'plain' });
  }

  /** The answer goes back to whoever asked the same thing and has had no answer yet, first come first served. */
  answer(event: TraceEvent, op: string, sid: string | undefined, label: string, tone: Tone): void {
    const fits = (ask: OpenAsk): boolean => ask.op === op && ask.exchange === event.exchange;
    const ask = this.#asks.find((each) => fits(each) && each.sid === sid) ?? this.#asks.find(fits);
    if (ask) this.#asks.splice(this.#asks.indexOf(ask), 1);
    const speaker = this.lanes.speaker(event);
    const asker = ask?.asker ?? (speaker.role === 'store' ? this.lanes.first('server').id : speaker.id);
    const from = speaker.role === 'store' ? speaker.id : this.lanes.first('store').id;
    this.message(event, { from, to: asker, label, shape: 'answer', tone });
  }

  /** A lane by id for messages that name their ends themselves. */
  lane(id: ActorId, guess: Actor['role']): ActorId {
    return this.lanes.named(id, guess).id;
  }

  #append(event: TraceEvent, item: DraftMessage | Note): void {
    if (this.#sections.length === 0) this.openSection(event, 'Start');
    this.#sections.at(-1)?.items.push(item);
  }

  #exchangeOf(event: TraceEvent): OpenExchange | undefined {
    return event.exchange === undefined ? undefined : this.#exchanges.get(event.exchange);
  }

  #endBar(exchange: OpenExchange): void {
    if (!exchange.active) return;
    exchange.active = false;
    exchange.newest.deactivates = exchange.server;
  }
}
