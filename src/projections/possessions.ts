import {
  EVENT_KINDS,
  type Actor,
  type ActorId,
  type EventKind,
  type EventOf,
  type HeldSecret,
  type StoredCookie,
  type StoreRow,
  type StoreTable,
  type TraceEvent,
  type WebStorageArea,
} from '../model';
import { Lanes } from './lanes';
import { Ledger } from './ledger';

/** A cookie in a jar, and whose it was before somebody copied it. */
export interface CookieInJar {
  readonly cookie: StoredCookie;
  readonly copiedFrom: ActorId | null;
}

export interface StorageEntry {
  readonly area: WebStorageArea;
  readonly key: string;
  readonly value: string;
  readonly copiedFrom: ActorId | null;
}

interface ClientPossessions {
  readonly cookies: Ledger<CookieInJar>;
  readonly storage: Ledger<StorageEntry>;
}

interface ServerPossessions {
  up: boolean;
  /** It stands still: it takes connections and answers none. */
  hung: boolean;
  /** Virtual ms by which its clock is ahead of the run's. */
  skew: number;
  boot: number;
  readonly secrets: Ledger<HeldSecret>;
}

interface StorePossessions {
  name: string;
  /** False for a store in a process's memory; null until a node opened it. */
  durable: boolean | null;
  /** The process that opened it, whose end is also the end of what is not durable. */
  openedBy: ActorId | null;
  /** False while a store that is a process of its own is down. */
  up: boolean;
  readonly tables: Readonly<Record<StoreTable, Ledger<StoreRow>>>;
  /** Sessions whose row was spoiled behind the server's back. */
  readonly corrupted: Set<string>;
}

/** A row of the user table, as far as the run has shown it. */
export interface UserKnown {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly locked: boolean | null;
  readonly version: number | null;
}

/** RFC 6265bis §5.7: name, domain, host-only flag and path together identify a cookie. */
export function cookieKey(cookie: StoredCookie): string {
  return JSON.stringify([cookie.name, cookie.domain, cookie.path]);
}

const entryKey = (area: WebStorageArea, key: string): string => JSON.stringify([area, key]);

type Fold<K extends EventKind> = (event: EventOf<K>, held: Possessions) => void;

/** The kinds that change what somebody holds; all others only move the clock. */
const FOLDS: { readonly [K in EventKind]?: Fold<K> } = {
  'run.started': (event, held) => {
    for (const actor of event.data.actors) held.introduce(actor);
  },
  'node.started': (event, held) => {
    const { id, role } = held.lanes.speaker(event);
    if (role === 'store') {
      held.store(id).up = true;
      return;
    }
    const server = held.server(id);
    server.up = true;
    server.hung = false;
    server.boot = event.boot;
    const named = event.data.holds.map((secret) => [secret.name, secret] as const);
    server.secrets.replaceAll(named, held.step);
  },
  'node.exited': (event, held) => held.lose(held.lanes.speaker(event).id),
  'node.hung': (event, held) => held.hang(held.lanes.speaker(event).id, true),
  'node.resumed': (event, held) => held.hang(held.lanes.speaker(event).id, false),
  'node.added': (event, held) => {
    held.introduce(event.data.actor);
  },
  'clock.skewed': (event, held) => {
    held.server(held.lanes.named(event.data.node, 'server').id).skew = event.data.by;
  },
  'store.opened': (event, held) => {
    const speaker = held.lanes.speaker(event);
    const store = held.store(speaker.role === 'store' ? speaker.id : held.lanes.storeFor(speaker.id).id);
    store.name = event.data.store;
    store.durable = event.data.durable;
    store.openedBy = speaker.role === 'store' ? null : speaker.id;
    store.up = true;
    store.corrupted.clear();
    store.tables[event.data.table ?? 'sessions'].replaceAll(
      event.data.rows.map((row) => [row.sid, row] as const),
      held.step,
    );
  },
  'store.changed': (event, held) => held.change(event),
  'user.read': (event, held) => {
    const { id, found, role = null, locked = null, version = null } = event.data;
    if (found) held.knowUser({ id, name: null, role, locked, version });
  },
  'user.changed': (event, held) => held.knowUser(event.data),
  'token.signed': (event, held) => {
    const { sub, name } = event.data.claims;
    if (typeof sub === 'string' && typeof name === 'string') held.names.set(sub, name);
  },
  'store.asked': (event, held) => held.remember(event),
  'store.answered': (event, held) => held.settle(event),
  'cookie.stored': (event, held) => {
    const { cookie } = event.data;
    const jar = held.client(held.lanes.speaker(event).id).cookies;
    // A stolen copy stays one even when the jar reports that it now holds it.
    const copiedFrom = held.copiedFrom(event.actor, 'cookie', cookie.name, cookie.value);
    jar.put(cookieKey(cookie), { cookie, copiedFrom }, held.step);
  },
  'cookie.deleted': (event, held) => {
    const { cookies } = held.client(held.lanes.speaker(event).id);
    for (const { cookie } of cookies.live()) {
      if (cookie.name === event.data.name) cookies.remove(cookieKey(cookie), held.step);
    }
  },
  'cookie.edited': (event, held) => {
    const { cookie } = event.data;
    held.client(held.lanes.speaker(event).id).cookies.put(cookieKey(cookie), { cookie, copiedFrom: null }, held.step);
  },
  'cookie.removed': (event, held) => {
    const { cookies } = held.client(held.lanes.speaker(event).id);
    for (const { cookie } of cookies.live()) {
      if (cookie.name === event.data.name) cookies.remove(cookieKey(cookie), held.step);
    }
  },
  'storage.edited': (event, held) => {
    const { area, key, value } = event.data;
    const entry = { area, key, value, copiedFrom: null };
    held.client(held.lanes.speaker(event).id).storage.put(entryKey(area, key), entry, held.step);
  },
  'storage.written': (event, held) => {
    const { area, key, value } = event.data;
    const copiedFrom = held.copiedFrom(event.actor, 'token', key, value);
    held
      .client(held.lanes.speaker(event).id)
      .storage.put(entryKey(area, key), { area, key, value, copiedFrom }, held.step);
  },
  'storage.removed': (event, held) => {
    const { area, key } = event.data;
    held.client(held.lanes.speaker(event).id).storage.remove(entryKey(area, key), held.step);
  },
  'credential.copied': (event, held) => held.copy(event),
};

/** Who holds what, folded event by event: jars, web storage, secrets in server memory, rows in the store. */
export class Possessions {
  readonly lanes = new Lanes();
  readonly clients = new Map<ActorId, ClientPossessions>();
  readonly servers = new Map<ActorId, ServerPossessions>();
  readonly stores = new Map<ActorId, StorePossessions>();
  readonly users = new Ledger<UserKnown>();
  /** Names by user id, where something said both. */
  readonly names = new Map<string, string>();
  readonly #asked: EventOf<'store.asked'>[] = [];
  readonly #copies: EventOf<'credential.copied'>[] = [];
  /** Counts loud events: what changed since the newest of them is what the newest step changed. */
  step = 0;
  /** Virtual ms since the Unix epoch. */
  at = 0;

  add(event: TraceEvent): void {
    this.lanes.learn(event);
    if (!EVENT_KINDS[event.kind].quiet) this.step += 1;
    this.at = event.kind === 'clock.advanced' ? Math.max(event.at, event.data.to) : event.at;
    (FOLDS[event.kind] as ((event: TraceEvent, held: Possessions) => void) | undefined)?.(event, this);
  }

  /** Gives every member of the cast a place, so that an empty jar is seen to be empty. */
  introduce(actor: Actor): void {
    if (actor.role === 'browser' || actor.role === 'attacker') this.client(actor.id);
    if (actor.role === 'server') this.server(actor.id);
    if (actor.role === 'store') this.store(actor.id);
  }

  client(id: ActorId): ClientPossessions {
    return provide(this.clients, id, () => ({ cookies: new Ledger(), storage: new Ledger() }));
  }

  server(id: ActorId): ServerPossessions {
    return provide(this.servers, id, () => ({ up: false, hung: false, skew: 0, boot: 0, secrets: new Ledger() }));
  }

  store(id: ActorId = this.lanes.first('store').id): StorePossessions {
    const name = this.lanes.named(id, 'store').label;
    return provide(this.stores, id, () => ({
      name,
      durable: null,
      openedBy: null,
      up: true,
      tables: { sessions: new Ledger(), denylist: new Ledger(), 'refresh-tokens': new Ledger() },
      corrupted: new Set(),
    }));
  }

  /** A process is gone: its secrets are no longer in anybody's memory, nor are the rows of a store that lived there. */
  lose(node: ActorId): void {
    const server = this.servers.get(node);
    if (server) {
      server.up = false;
      server.hung = false;
      server.secrets.replaceAll([], this.step);
    }
    const own = this.stores.get(node);
    if (own) own.up = false;
    for (const { tables } of this.#storesWithin(node)) {
      for (const rows of Object.values(tables)) rows.replaceAll([], this.step);
    }
  }

  hang(node: ActorId, hung: boolean): void {
    if (this.lanes.find(node)?.role !== 'store') this.server(node).hung = hung;
  }

  knowUser(news: UserKnown): void {
    const before = this.users.get(news.id);
    const name = news.name ?? this.names.get(news.id) ?? before?.name ?? null;
    if (name !== null) this.names.set(news.id, name);
    const { id, role, locked, version } = news;
    const user = {
      id,
      name,
      role: role ?? before?.role ?? null,
      locked: locked ?? before?.locked ?? null,
      version: version ?? before?.version ?? null,
    };
    this.users.put(id, user, this.step);
  }

  /** The sessions that would go if this process ended now. */
  rowsLostWith(node: ActorId): StoreRow[] {
    return this.#storesWithin(node).flatMap(({ tables }) => tables.sessions.live());
  }

  #storesWithin(node: ActorId): StorePossessions[] {
    return [...this.stores].flatMap(([id, store]) => {
      // A store that does not say who opened it lives in the one server process that asks it.
      const inside = store.openedBy === null ? this.lanes.isWithin(id, node) : store.openedBy === node;
      return store.durable !== true && (id === node || inside) ? [store] : [];
    });
  }

  /** A question may carry the row that its answer leaves out. */
  remember(event: EventOf<'store.asked'>): void {
    this.#asked.push(event);
  }

  /** Every session row there is, with the store that keeps it. */
  *sessions(): Generator<readonly [store: ActorId, row: StoreRow]> {
    for (const [id, { tables }] of this.stores) for (const row of tables.sessions.live()) yield [id, row];
  }

  /** Rows change when the store has answered, not when it was asked. */
  settle(event: EventOf<'store.answered'>): void {
    const { exchange, data } = event;
    const { op, sid, table = 'sessions' } = data;
    const index = this.#asked.findIndex(
      (ask) =>
        ask.data.op === op &&
        ask.exchange === exchange &&
        (ask.data.table ?? 'sessions') === table &&
        (ask.data.sid ?? ask.data.row?.sid) === (sid ?? data.row?.sid),
    );
    const [asked] = index < 0 ? [] : this.#asked.splice(index, 1);
    const row = data.row ?? asked?.data.row;
    const id = sid ?? row?.sid ?? asked?.data.sid;
    const store = this.storeOf(event, asked?.actor);
    const rows = store.tables[table];
    if (id !== undefined && (op === 'set' || op === 'destroy')) store.corrupted.delete(id);
    switch (op) {
      case 'get':
        // A store that finds nothing holds nothing under that id: an expired row was dropped on the way.
        if (data.hit === false && id !== undefined) rows.remove(id, this.step);
        else if (data.row) rows.put(data.row.sid, data.row, this.step);
        return;
      case 'set':
        if (row) rows.put(row.sid, row, this.step);
        return;
      case 'touch': {
        const kept = id === undefined ? undefined : rows.get(id);
        if (data.hit === false || !row) return;
        // A touch moves the end of a session and nothing else of it.
        rows.put(row.sid, data.row ?? { ...(kept ?? row), expires: row.expires }, this.step);
        return;
      }
      case 'destroy':
        if (id !== undefined) rows.remove(id, this.step);
        return;
      case 'all':
        if (data.rows)
          rows.replaceAll(
            data.rows.map((each) => [each.sid, each] as const),
            this.step,
          );
        return;
      case 'clear':
        rows.replaceAll([], this.step);
    }
  }

  /** The store that speaks; where a server speaks for it, the one that this server asks. */
  storeOf(event: TraceEvent, asker?: ActorId): StorePossessions {
    const speaker = this.lanes.find(event.actor);
    return this.store(speaker?.role === 'store' ? speaker.id : this.lanes.storeFor(asker ?? event.actor).id);
  }

  /** A row changed behind the server's back, in the store that keeps it. */
  change({ data }: EventOf<'store.changed'>): void {
    const { how, sid, row } = data;
    const keeper = [...this.stores.values()].find(({ tables }) => tables.sessions.get(sid) !== undefined);
    const store = keeper ?? this.store();
    if (row) store.tables.sessions.put(sid, row, this.step);
    else store.tables.sessions.remove(sid, this.step);
    if (how === 'corrupted' && row) store.corrupted.add(sid);
    else store.corrupted.delete(sid);
  }

  /** The copy is the same credential with another holder. */
  copy(event: EventOf<'credential.copied'>): void {
    this.#copies.push(event);
    const { what, name, value, from, to } = event.data;
    if (what === 'cookie') {
      const original = this.client(from)
        .cookies.live()
        .find(({ cookie }) => cookie.name === name && cookie.value === value);
      if (original) {
        const copy = { cookie: original.cookie, copiedFrom: from };
        this.client(to).cookies.put(cookieKey(original.cookie), copy, this.step);
      }
      return;
    }
    const area =
      this.client(from)
        .storage.live()
        .find((entry) => entry.key === name && entry.value === value)?.area ?? 'localStorage';
    this.client(to).storage.put(entryKey(area, name), { area, key: name, value, copiedFrom: from }, this.step);
  }

  /** Who got a copy of what stands in this text from `holder`. */
  copiedTo(holder: ActorId, text: string): ActorId | null {
    return this.#copies.findLast(({ data }) => data.from === holder && text.includes(data.value))?.data.to ?? null;
  }

  /** Whose credential this is a copy of, if `holder` got it by copying. */
  copiedFrom(holder: ActorId, what: 'cookie' | 'token', name: string, value: string): ActorId | null {
    const copy = this.#copies.findLast(
      ({ data }) => data.to === holder && data.what === what && data.name === name && data.value === value,
    );
    return copy?.data.from ?? null;
  }
}

function provide<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
