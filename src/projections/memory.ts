import type { ActorId, EventKind, EventOf, JsonObject, TraceEvent } from '../model';
import { Possessions } from './possessions';
import { topicsOf } from './topics';
import { userOfClaims, userOfSession } from './users';

/** One request and everything that belongs to it so far. */
export class ExchangePast {
  readonly #events: TraceEvent[] = [];

  /** @param copy true for what a network made of one request that was sent once */
  constructor(
    readonly request: EventOf<'request.sent'>,
    readonly copy = false,
  ) {}

  get client(): ActorId {
    return this.request.actor;
  }

  add(event: TraceEvent): void {
    this.#events.push(event);
  }

  /** The newest event of a kind in this exchange that fits. */
  last<K extends EventKind>(kind: K, fits: (event: EventOf<K>) => boolean = () => true): EventOf<K> | undefined {
    const found = this.#events.findLast((event) => event.kind === kind && fits(event as EventOf<K>));
    return found as EventOf<K> | undefined;
  }
}

/** How a session came to its end. */
export type SessionEnd =
  /** Destroyed while this request was served, which may be a logout. */
  | { readonly how: 'request'; readonly by: ActorId; readonly path: string }
  | { readonly how: 'regenerated'; readonly to: string | null }
  | { readonly how: 'operator' }
  | { readonly how: 'evicted' }
  | { readonly how: 'process'; readonly signal: string | null };

export interface SessionPast {
  readonly sid: string;
  user: string | null;
  expires: number | null;
  end: SessionEnd | null;
}

export interface TokenPast {
  readonly signed: EventOf<'token.signed'>;
  /** Clients that once kept it in web storage and then removed it. */
  readonly removedBy: ActorId[];
}

/** A family of refresh tokens: each one was given in exchange for the one before. */
export interface FamilyPast {
  /** Whose it is, if a token was signed along with it. */
  readonly user: string | null;
  rotations: number;
  reused: boolean;
}

/** A session that went out in a cookie. */
export interface SealPast {
  readonly user: string | null;
  /** The same user logged out after it was made, in whichever browser. */
  loggedOut: boolean;
}

/**
 * What a narrator remembers of the run when the next event happens: enough to say why, and nothing that the trace
 * does not say. Events are added in order; a sentence about an event is told from the memory of those before it.
 */
export class Memory {
  readonly held = new Possessions();
  readonly #exchanges = new Map<string, ExchangePast>();
  readonly #sessions = new Map<string, SessionPast>();
  readonly #tokens = new Map<string, TokenPast>();
  readonly #families = new Map<string, FamilyPast>();
  readonly #disturbances: EventOf<'network.disturbed'>[] = [];
  /** The server that each client's last request went to. */
  readonly #servedBy = new Map<ActorId, ActorId>();
  readonly #seals = new Map<string, SealPast>();
  readonly #names = new Map<string, string>();
  readonly #exits = new Map<ActorId, EventOf<'node.exited'>>();
  readonly #fingerprints = new Map<string, string>();
  readonly #topics = new Map<string, number>();
  readonly #stored = new Map<string, string>();
  /** The name under which each client logged in last. */
  readonly #logins = new Map<ActorId, string>();
  /** Virtual ms since the Unix epoch at which the run began. */
  began: number | null = null;
  /** The newest act. */
  act: EventOf<'act.started'> | null = null;
  acts = 0;

  add(event: TraceEvent): void {
    this.began ??= event.at;
    if (event.kind === 'node.exited') this.#loseRows(event);
    if (event.kind === 'store.changed') this.#changeRow(event);
    if (event.kind === 'cookie.deleted') this.#leaveSeals(event);
    this.held.add(event);
    if (event.kind === 'request.sent') this.#open(event);
    else if (event.kind === 'network.disturbed') this.#disturb(event);
    else this.exchangeOf(event)?.add(event);
    this.#learn(event);
    for (const topic of topicsOf(event)) this.#topics.set(topic, this.times(topic) + 1);
  }

  /** The name of an actor as a sentence uses it. */
  name(id: ActorId): string {
    return this.held.lanes.name(id);
  }

  roleOf(id: ActorId): string | undefined {
    return this.held.lanes.find(id)?.role;
  }

  exchangeOf(event: TraceEvent): ExchangePast | undefined {
    return event.exchange === undefined ? undefined : this.#exchanges.get(event.exchange);
  }

  session(sid: string | undefined): SessionPast | undefined {
    return sid === undefined ? undefined : this.#sessions.get(sid);
  }

  /** The session whose id a cookie value contains: `s:<id>.<signature>` for express-session. */
  sessionIn({ value }: { readonly value: string }): SessionPast | undefined {
    // The newest first: an id is looked for in what may be any text.
    return [...this.#sessions.values()].findLast(({ sid }) => sid.length >= 8 && value.includes(sid));
  }

  token(token: string): TokenPast | undefined {
    return this.#tokens.get(token);
  }

  family(id: string): FamilyPast | undefined {
    return this.#families.get(id);
  }

  /** What the network last did in this exchange. */
  disturbed(event: TraceEvent): EventOf<'network.disturbed'> | undefined {
    return this.#disturbances.findLast(({ exchange }) => exchange !== undefined && exchange === event.exchange);
  }

  /** The server that this client's last request was passed on to. */
  servedBy(client: ActorId): ActorId | undefined {
    return this.#servedBy.get(client);
  }

  /** True where a server asks, besides the token's signature, whether it was revoked. */
  get canRevoke(): boolean {
    return (
      this.times(JSON.stringify(['store.asked', 'denylist', 'get'])) > 0 ||
      this.times(JSON.stringify(['account.checked', 'version'])) > 0 ||
      this.times(JSON.stringify(['account.refused', 'version'])) > 0
    );
  }

  /** Another store than the one that speaks, which keeps this session: the memory of another server. */
  elsewhere(sid: string | undefined, speaker: ActorId): ActorId | null {
    if (sid === undefined) return null;
    for (const [store, row] of this.held.sessions()) if (row.sid === sid && store !== speaker) return store;
    return null;
  }

  tokens(): IterableIterator<TokenPast> {
    return this.#tokens.values();
  }

  /** The sealed session that a cookie value is. */
  sealed(value: string): SealPast | undefined {
    return this.#seals.get(value);
  }

  /** Who a token speaks of, by name where the run has shown one for its subject. */
  userOf(claims: JsonObject): string | null {
    const user = userOfClaims(claims);
    return user === null ? null : this.userName(user);
  }

  /** A user's name where the app gave only an id. */
  userName(subject: string): string {
    return this.#names.get(subject) ?? subject;
  }

  /** True when the process that had taken this request in is gone. */
  servedByGone(exchange: ExchangePast): boolean {
    const received = exchange.last('request.received');
    const exit = received ? this.#exits.get(received.actor) : undefined;
    return received !== undefined && exit !== undefined && exit.boot >= received.boot;
  }

  /** The fingerprint that a secret of this name had when a process last started with it. */
  fingerprintOf(node: ActorId, secret: string): string | undefined {
    return this.#fingerprints.get(JSON.stringify([node, secret]));
  }

  /** How many events of a topic there were. */
  times(topic: string): number {
    return this.#topics.get(topic) ?? 0;
  }

  /** Whose credential a client shows when it uses one that it got by copying. */
  copiedFrom(client: ActorId, secret: string): ActorId | null {
    const held = this.held.clients.get(client);
    const cookie = held?.cookies.live().find((each) => each.copiedFrom !== null && secret.includes(each.cookie.value));
    const entry = held?.storage.live().find((each) => each.copiedFrom !== null && secret.includes(each.value));
    return cookie?.copiedFrom ?? entry?.copiedFrom ?? null;
  }

  /** True when this client shows something that it got by copying. */
  showsCopy(request: EventOf<'request.sent'>): ActorId | null {
    const shown = request.data.headers
      .filter(([name]) => /^(cookie|authorization)$/i.test(name))
      .map(([, value]) => value);
    return shown.length === 0 ? null : this.copiedFrom(request.actor, shown.join('\n'));
  }

  /** Whose credential a client shows as its own, where it did not log in as this user itself. */
  passesFor(request: EventOf<'request.sent'>, user: string): ActorId | null {
    return this.#logins.get(request.actor) === user ? null : this.showsCopy(request);
  }

  /**
   * Whom a client gave what it shows now, where it speaks of somebody else than the client logged in as: the other one
   * has logged in with it.
   */
  plantedFor(request: EventOf<'request.sent'>, user: string): ActorId | null {
    const login = this.#logins.get(request.actor);
    if (login === undefined || login === user) return null;
    const shown = request.data.headers.flatMap(([name, value]) => (/^cookie$/i.test(name) ? [value] : []));
    return this.held.copiedTo(request.actor, shown.join('\n'));
  }

  #open(event: EventOf<'request.sent'>): void {
    if (event.exchange !== undefined) this.#exchanges.set(event.exchange, new ExchangePast(event));
  }

  /** The second copy of a request is an exchange of its own, of the same request. */
  #disturb(event: EventOf<'network.disturbed'>): void {
    this.#disturbances.push(event);
    const original = this.exchangeOf(event);
    const { as } = event.data;
    if (original && as !== undefined) this.#exchanges.set(as, new ExchangePast(original.request, true));
  }

  #changeRow({ data }: EventOf<'store.changed'>): void {
    if (data.row) this.#keep(data.row.sid, data.row.data, data.row.expires);
    const session = this.#sessions.get(data.sid);
    if (session && data.row === null) session.end = { how: data.how === 'evicted' ? 'evicted' : 'operator' };
  }

  #loseRows(event: EventOf<'node.exited'>): void {
    this.#exits.set(event.actor, event);
    for (const { sid } of this.held.rowsLostWith(event.actor)) {
      const session = this.#sessions.get(sid);
      if (session) session.end = { how: 'process', signal: event.data.signal };
    }
  }

  /** A server that has a cookie with a sealed session deleted logs its user out, and can do no more. */
  #leaveSeals({ actor, data }: EventOf<'cookie.deleted'>): void {
    const jar = this.held.clients.get(actor)?.cookies.live() ?? [];
    const cookie = jar.find((each) => each.cookie.name === data.name)?.cookie;
    const left = cookie && data.line !== null ? this.#seals.get(cookie.value) : undefined;
    if (!left) return;
    for (const seal of this.#seals.values()) if (seal.user === left.user) seal.loggedOut = true;
  }

  #learn(event: TraceEvent): void {
    switch (event.kind) {
      case 'request.forwarded': {
        const client = this.exchangeOf(event)?.client;
        if (client !== undefined) this.#servedBy.set(client, event.data.to);
        return;
      }
      case 'password.checked': {
        const client = this.exchangeOf(event)?.client;
        if (client !== undefined && event.data.matches) this.#logins.set(client, event.data.username);
        return;
      }
      case 'user.changed':
        this.#learnName(event.data.id, event.data.name);
        return;
      case 'refresh.issued': {
        const signed = this.exchangeOf(event)?.last('token.signed')?.data.claims;
        const user = signed ? userOfClaims(signed) : null;
        this.#families.set(event.data.family, { user, rotations: 0, reused: false });
        return;
      }
      case 'refresh.rotated': {
        const family = this.#families.get(event.data.family);
        if (family) family.rotations += 1;
        return;
      }
      case 'refresh.reused': {
        const family = this.#families.get(event.data.family);
        if (family) family.reused = true;
        return;
      }
      case 'act.started':
        this.act = event;
        this.acts += 1;
        return;
      case 'node.started':
        for (const secret of event.data.holds) {
          this.#fingerprints.set(JSON.stringify([event.actor, secret.name]), secret.fingerprint);
        }
        return;
      case 'store.opened':
        if ((event.data.table ?? 'sessions') !== 'sessions') return;
        for (const row of event.data.rows) this.#keep(row.sid, row.data, row.expires);
        return;
      case 'store.answered':
        this.#learnAnswer(event);
        return;
      case 'session.regenerated': {
        const old = this.#sessions.get(event.data.from);
        if (old) old.end = { how: 'regenerated', to: event.data.to };
        return;
      }
      case 'session.sealed':
        this.#seals.set(event.data.value, { user: userOfSession(event.data.data), loggedOut: false });
        this.#learnOwner(event.data.data);
        return;
      case 'token.signed':
        this.#tokens.set(event.data.token, { signed: event, removedBy: [] });
        this.#learnName(event.data.claims['sub'], this.#nameOf(event));
        return;
      case 'token.verified':
        this.#learnName(event.data.claims['sub'], ownName(event.data.claims));
        return;
      case 'storage.written':
        this.#stored.set(place(event), event.data.value);
        return;
      case 'storage.removed': {
        const value = this.#stored.get(place(event));
        const token = value === undefined ? undefined : this.#tokens.get(value);
        token?.removedBy.push(event.actor);
        return;
      }
      default:
    }
  }

  /** The name in a new token, or the one that logged in for it. */
  #nameOf(event: EventOf<'token.signed'>): string | null {
    const login = this.exchangeOf(event)?.last('password.checked', ({ data }) => data.matches);
    return ownName(event.data.claims) ?? login?.data.username ?? null;
  }

  #learnAnswer(event: EventOf<'store.answered'>): void {
    const { op, sid, row, rows, table = 'sessions' } = event.data;
    if (table !== 'sessions') return;
    for (const each of [...(row ? [row] : []), ...(rows ?? [])]) this.#keep(each.sid, each.data, each.expires);
    if (op !== 'destroy' || sid === undefined) return;
    const session = this.#sessions.get(sid);
    if (!session) return;
    const request = this.exchangeOf(event)?.request;
    session.end = request ? { how: 'request', by: request.actor, path: request.data.url } : { how: 'operator' };
  }

  #keep(sid: string, data: Readonly<Record<string, unknown>>, expires: number | null): void {
    const user = userOfSession(data);
    const known = this.#sessions.get(sid);
    // A row under a known id is the same session, alive: a write after its end brings it back.
    if (known) Object.assign(known, { user: user ?? known.user, expires, end: null });
    else this.#sessions.set(sid, { sid, user, expires, end: null });
    this.#learnOwner(data);
  }

  #learnOwner(data: Readonly<Record<string, unknown>>): void {
    const owner = data['user'];
    if (typeof owner !== 'object' || owner === null) return;
    this.#learnName((owner as Record<string, unknown>)['id'], userOfSession(data));
  }

  #learnName(id: unknown, name: string | null): void {
    if (name !== null && (typeof id === 'string' || typeof id === 'number')) this.#names.set(String(id), name);
  }
}

function place({ actor, data }: EventOf<'storage.written'> | EventOf<'storage.removed'>): string {
  return JSON.stringify([actor, data.area, data.key]);
}

/** A name that the claims give, and not just the subject. */
function ownName(claims: JsonObject): string | null {
  const user = userOfClaims(claims);
  return user === claims['sub'] ? null : user;
}
