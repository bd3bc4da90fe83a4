import {
  EVENT_KINDS,
  type Actor,
  type ActorId,
  type EventKind,
  type EventOf,
  type HeldSecret,
  type StoredCookie,
  type StoreRow,
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
  boot: number;
  readonly secrets: Ledger<HeldSecret>;
}

interface StorePossessions {
  name: string;
  /** False for a store in a process's memory; null until a node opened it. */
  durable: boolean | null;
  /** The process that opened it, whose end is also the end of what is not durable. */
  openedBy: ActorId | null;
  readonly rows: Ledger<StoreRow>;
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
    const server = held.server(held.lanes.speaker(event).id);
    server.up = true;
    server.boot = event.boot;
    const named = event.data.holds.map((secret) => [secret.name, secret] as const);
    server.secrets.replaceAll(named, held.step);
  },
  'node.exited': (event, held) => held.lose(held.lanes.speaker(event).id),
  'store.opened': (event, held) => {
    const store = held.store();
    const speaker = held.lanes.speaker(event);
    store.name = event.data.store;
    store.durable = event.data.durable;
    store.openedBy = speaker.role === 'store' ? null : speaker.id;
    store.rows.replaceAll(
      event.data.rows.map((row) => [row.sid, row] as const),
      held.step,
    );
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
    return provide(this.servers, id, () => ({ up: false, boot: 0, secrets: new Ledger() }));
  }

  store(id: ActorId = this.lanes.first('store').id): StorePossessions {
    const name = this.lanes.named(id, 'store').label;
    return provide(this.stores, id, () => ({ name, durable: null, openedBy: null, rows: new Ledger() }));
  }

  /** A process is gone: its secrets are no longer in anybody's memory, nor are the rows of a store that lived there. */
  lose(node: ActorId): void {
    const server = this.servers.get(node);
    if (server) {
      server.up = false;
      server.secrets.replaceAll([], this.step);
    }
    for (const store of this.#storesWithin(node)) store.rows.replaceAll([], this.step);
  }

  /** The rows that would go if this process ended now. */
  rowsLostWith(node: ActorId): StoreRow[] {
    return this.#storesWithin(node).flatMap(({ rows }) => rows.live());
  }

  #storesWithin(node: ActorId): StorePossessions[] {
    return [...this.stores].flatMap(([id, store]) => {
      // A store that does not say who opened it lives in the one server process that there is.
      const inside = store.openedBy === null ? this.servers.has(node) : store.openedBy === node;
      return store.durable !== true && (id === node || inside) ? [store] : [];
    });
  }

  /** A question may carry the row that its answer leaves out. */
  remember(event: EventOf<'store.asked'>): void {
    this.#asked.push(event);
  }

  /** Rows change when the store has answered, not when it was asked. */
  settle({ exchange, data }: EventOf<'store.answered'>): void {
    const { op, sid } = data;
    const index = this.#asked.findIndex(
      (ask) =>
        ask.data.op === op &&
        ask.exchange === exchange &&
        (ask.data.sid ?? ask.data.row?.sid) === (sid ?? data.row?.sid),
    );
    const [asked] = index < 0 ? [] : this.#asked.splice(index, 1);
    const row = data.row ?? asked?.data.row;
    const id = sid ?? row?.sid ?? asked?.data.sid;
    const { rows } = this.store();
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
