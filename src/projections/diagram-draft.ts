import type { Actor, ActorId, EventOf, StoreTable, TraceEvent } from '../model';
import type { Diagram, Message, Note, Tone } from './diagram-types';
import { Lanes } from './lanes';
import { OpenExchange, type DraftMessage, type Hop } from './open-exchange';

interface DraftSection {
  readonly id: number;
  readonly title: string;
  readonly items: (DraftMessage | Note)[];
}

/** What is asked of a store: enough to tell which answer belongs to it. */
interface Question {
  readonly op: string;
  readonly table: StoreTable;
  readonly sid: string | undefined;
}

interface OpenAsk extends Question {
  readonly exchange: string | undefined;
  readonly asker: ActorId;
  readonly store: ActorId;
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
  readonly #hung = new Set<ActorId>();
  /** In which store a row was last seen, by its key. */
  readonly #places = new Map<string, ActorId>();

  finish(): Diagram {
    return { actors: [...this.lanes.actors], sections: this.#sections };
  }

  /** Takes in what later items need to know and what draws nothing by itself. */
  learn(event: TraceEvent): void {
    this.lanes.learn(event);
    if (event.kind === 'store.opened') this.#placeRows(event);
  }

  openSection(event: TraceEvent, title: string): void {
    this.#sections.push({ id: event.seq, title, items: [] });
  }

  message(event: TraceEvent, stroke: Stroke): DraftMessage {
    const drawn = this.#draw(event, stroke, event.exchange);
    this.#exchangeOf(event)?.add(drawn);
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
    const to = this.lanes.receiverFor(client).id;
    const request = this.message(event, { from: client.id, to, label, shape: 'request', tone: 'plain' });
    if (event.exchange !== undefined) this.#exchanges.set(event.exchange, new OpenExchange(request, client.id, to));
  }

  /** The load balancer passes the request on. If it had tried another server, that one never got it. */
  forward(event: TraceEvent, to: ActorId, label: (line: string) => string): void {
    const balancer = this.lanes.speaker(event).id;
    const exchange = this.#exchangeOf(event);
    const stroke: Stroke = {
      from: balancer,
      to: this.lane(to, 'server'),
      label: label(exchange?.hops[0].request.label ?? ''),
      shape: 'request',
      tone: 'plain',
    };
    const entry = exchange?.into(balancer);
    if (exchange && entry) exchange.arrive(entry);
    if (exchange) this.#giveUp(exchange, balancer);
    const request = this.message(event, stroke);
    exchange?.forward(request);
  }

  /** The request arrived: the server's bar begins where the request ends. */
  received(event: TraceEvent): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    const hop = exchange.into(this.lanes.speaker(event).id) ?? exchange.newest;
    hop.request.evidence.push(event.seq);
    if (!hop.arrived) exchange.arrive(hop);
  }

  respond(event: TraceEvent, label: string, tone: Tone): void {
    const exchange = this.#exchangeOf(event);
    const speaker = this.lanes.speaker(event);
    const hop = exchange?.into(speaker.id) ?? exchange?.newest;
    if (exchange && hop && speaker.role === 'balancer' && hop.to === speaker.id) {
      // What the load balancer answers by itself it can only answer because no server did.
      exchange.arrive(hop);
      this.#giveUp(exchange, speaker.id);
    }
    const to = hop?.from ?? this.lanes.first('browser').id;
    const response = this.message(event, { from: speaker.id, to, label, shape: 'response', tone });
    if (hop) hop.response = response;
  }

  /** A quiet event is evidence for the request, or for whatever stands last in its exchange. */
  evidence(event: TraceEvent, of: 'request' | 'latest'): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    const request = (exchange.into(this.lanes.speaker(event).id) ?? exchange.newest).request;
    (of === 'request' ? request : exchange.latest).evidence.push(event.seq);
  }

  /** The response was written, or has arrived: evidence for the one that left, or reached, whoever says so. */
  responseEvidence(event: TraceEvent, end: 'sender' | 'receiver'): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    const { id } = this.lanes.speaker(event);
    const own = exchange.hops.findLast(({ from, to, response }) => response && (end === 'sender' ? to : from) === id);
    const hop = own ?? exchange.hops.findLast(({ response }) => response);
    (hop?.response ?? exchange.latest).evidence.push(event.seq);
  }

  /** The server is done with the exchange: its bar ends at the newest message that touches it. */
  done(event: TraceEvent): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    const { id } = this.lanes.speaker(event);
    exchange.endBar(exchange.into(id) ? id : exchange.newest.to);
  }

  /** The exchange is over for its client, and with it for everybody. */
  close(event: TraceEvent): void {
    this.#exchangeOf(event)?.endBars();
  }

  /** A process is gone, and every bar of its lane with it. */
  closeAll(lane: ActorId): void {
    for (const exchange of this.#exchanges.values()) exchange.endBar(lane);
  }

  hang(lane: ActorId, hung: boolean): void {
    if (hung) this.#hung.add(lane);
    else this.#hung.delete(lane);
  }

  /** Nobody took the connection: the request never arrived. */
  refused(event: TraceEvent, label: string): void {
    const exchange = this.#exchangeOf(event);
    const { id } = this.lanes.speaker(event);
    const hop = exchange?.outOf(id);
    if (hop && !hop.arrived) hop.request.lost = true;
    if (hop === exchange?.hops[0]) exchange?.endBars();
    this.note(event, [id], label, 'bad');
  }

  /**
   * The connection broke. What never arrived is marked as lost: the request, or the response if one was on its way.
   * A response that had not begun, or of which only the head came through, gets a lost message of its own.
   */
  broken(event: TraceEvent, label: string, gotHead: boolean): void {
    const exchange = this.#exchangeOf(event);
    const client = this.lanes.speaker(event).id;
    const hop = exchange?.outOf(client);
    if (exchange && hop && !hop.arrived) {
      this.#lose(hop);
      this.note(event, [client], label, 'bad');
      return;
    }
    if (exchange && hop?.response && !gotHead) {
      hop.response.lost = true;
      this.#endHop(exchange, hop);
      this.note(event, [client], label, 'bad');
      return;
    }
    const from = hop?.to ?? this.lanes.first('server').id;
    this.message(event, { from, to: client, label, shape: 'response', tone: 'bad', lost: true });
    if (exchange && hop) this.#endHop(exchange, hop);
  }

  /** The network kept a message from arriving. */
  loseOnTheWay({ data, ...event }: EventOf<'network.disturbed'>): void {
    const exchange = event.exchange === undefined ? undefined : this.#exchanges.get(event.exchange);
    const hop = exchange?.between(data.from, data.to);
    if (data.direction === 'request' && hop && !hop.arrived) hop.request.lost = true;
    if (data.direction === 'response' && hop?.response) hop.response.lost = true;
  }

  /** Nobody waits for the answer to a second copy: what served it is done. */
  discard(event: EventOf<'network.disturbed'>): void {
    this.loseOnTheWay(event);
    this.close(event);
  }

  /** The network delivers a request twice: the second copy is an exchange of its own. */
  duplicate(event: EventOf<'network.disturbed'>, label: (line: string) => string): void {
    const { as } = event.data;
    const original = this.#exchangeOf(event);
    const from = this.lane(event.data.from, 'browser');
    const to = this.lane(event.data.to, 'server');
    const line = original?.between(from, to)?.request.label ?? '';
    const stroke: Stroke = { from, to, label: label(line), shape: 'request', tone: 'bad' };
    const copy = this.#draw(event, stroke, as ?? event.exchange);
    if (as !== undefined) this.#exchanges.set(as, new OpenExchange(copy, from, to));
    else original?.add(copy);
  }

  ask(event: TraceEvent, question: Question, label: string): void {
    const asker = this.lanes.speaker(event);
    // The operator goes to the row, wherever it lies; a server to the store that it has.
    const place = asker.role === 'lab' ? this.#places.get(placeKey(question)) : undefined;
    const store = place ?? this.lanes.storeFor(asker.id).id;
    this.#asks.push({ ...question, exchange: event.exchange, asker: asker.id, store });
    this.message(event, { from: asker.id, to: store, label, shape: 'ask', tone: 'plain' });
  }

  /** The answer goes back to whoever asked the same thing and has had no answer yet, first come first served. */
  answer(event: TraceEvent, question: Question, label: string, tone: Tone): void {
    const { op, sid, table } = question;
    const speaker = this.lanes.speaker(event);
    const fits = (ask: OpenAsk): boolean => ask.op === op && ask.table === table && ask.exchange === event.exchange;
    const exact = this.#asks.filter((each) => fits(each) && each.sid === sid);
    const ask = exact.find(({ store }) => store === speaker.id) ?? exact[0] ?? this.#asks.find(fits);
    if (ask) this.#asks.splice(this.#asks.indexOf(ask), 1);
    const asker = ask?.asker ?? (speaker.role === 'store' ? this.lanes.first('server').id : speaker.id);
    const from = speaker.role === 'store' ? speaker.id : (ask?.store ?? this.lanes.storeFor(asker).id);
    if (sid !== undefined) this.#places.set(placeKey(question), from);
    this.message(event, { from, to: asker, label, shape: 'answer', tone });
  }

  /** The lane of the store that keeps a session, as far as it has been told. */
  placeOf(sid: string): ActorId {
    return this.#places.get(placeKey({ op: '', table: 'sessions', sid })) ?? this.lanes.first('store').id;
  }

  /** A lane by id for messages that name their ends themselves. */
  lane(id: ActorId, guess: Actor['role']): ActorId {
    return this.lanes.named(id, guess).id;
  }

  /** The lane of whoever a failure is about; one that happens to a kind of actor is shown at the first of them. */
  target(id: ActorId): ActorId {
    const role = this.lanes.find(id) ? undefined : this.lanes.actors.find((actor) => actor.role === id);
    return role?.id ?? this.lane(id, 'server');
  }

  #draw(event: TraceEvent, stroke: Stroke, exchange: string | undefined): DraftMessage {
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
    if (exchange !== undefined) drawn.exchange = exchange;
    this.#append(event, drawn);
    return drawn;
  }

  #append(event: TraceEvent, item: DraftMessage | Note): void {
    if (this.#sections.length === 0) this.openSection(event, 'Start');
    this.#sections.at(-1)?.items.push(item);
  }

  #exchangeOf(event: TraceEvent): OpenExchange | undefined {
    return event.exchange === undefined ? undefined : this.#exchanges.get(event.exchange);
  }

  /** Where the client gives up, all is over; where the load balancer does, only the server's part. */
  #endHop(exchange: OpenExchange, hop: Hop): void {
    if (hop === exchange.hops[0]) exchange.endBars();
    else exchange.endBar(hop.to);
  }

  /** What the load balancer has sent to servers that never got it is lost once it turns elsewhere. */
  #giveUp(exchange: OpenExchange, balancer: ActorId): void {
    for (const hop of exchange.hops) if (hop.from === balancer) this.#lose(hop);
  }

  /** A process that stands still has the request in its socket and may read it yet. */
  #lose(hop: Hop): void {
    if (!hop.arrived && !this.#hung.has(hop.to)) hop.request.lost = true;
  }

  #placeRows({ actor, data }: EventOf<'store.opened'>): void {
    const lane = this.lanes.find(actor);
    const store = lane?.role === 'store' ? lane.id : this.lanes.storeFor(actor).id;
    const { table = 'sessions' } = data;
    for (const { sid } of data.rows) this.#places.set(placeKey({ op: '', table, sid }), store);
  }
}

function placeKey({ table, sid }: Question): string {
  return JSON.stringify([table, sid ?? '']);
}
