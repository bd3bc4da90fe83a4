import type { SessionData, Store } from 'express-session';
import { createRedisStore } from '../../../apps/redis-store';
import { redisProblem } from '../../../redis/address';
import { endInCookie, storeRow, type KnowsEnds } from '../../taps/session-store';
import type { StoreOrder } from '../../node-protocol';
import type { NodeStore } from './opened-store';

type RedisOrder = Extract<StoreOrder, { kind: 'redis' }>;
type Opened = ReturnType<typeof createRedisStore>;

/**
 * Sessions in Redis, a process of its own. When it is not there, the app starts all the same, as it would in a
 * deployment, and its requests fail until the client has found it.
 */
export async function openRedis({ url, prefix, sids, ends }: RedisOrder): Promise<NodeStore> {
  const { client, store } = createRedisStore({
    url,
    prefix,
    onError: (error) => void process.stderr.write(`Redis: ${redisProblem(error)}\n`),
  });
  const known = new Map(Object.entries(ends));
  const awaitStore = (up: boolean): Promise<void> => turned(client, up);
  if (!(await reached(client))) return { store: knowingEnds(store, known), opened: null, awaitStore };
  const keys = sids ? sids.map((sid) => prefix + sid) : await keysWith(client, prefix);
  const all = await sessions(client, keys, prefix);
  const rows = all.map(([sid, data]) => storeRow(sid, data, known.get(sid)));
  return { store: knowingEnds(store, known), opened: { store: 'redis', durable: true, rows }, awaitStore };
}

/** Waits for the outcome of the first attempt to connect. */
function reached(client: Opened['client']): Promise<boolean> {
  return new Promise((resolve) => {
    client.once('ready', () => resolve(true));
    client.once('error', () => resolve(false));
  });
}

/** Waits until the client has noticed that Redis is there again, or gone. */
function turned(client: Opened['client'], up: boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (client.isReady !== up) return;
      for (const event of CHANGES) client.off(event, look);
      resolve();
    };
    for (const event of CHANGES) client.on(event, look);
    look();
  });
}

/** What a client says when its connection changes. */
const CHANGES = ['ready', 'reconnecting', 'end', 'error'] as const;

/** Never all keys in one command. */
async function keysWith(client: Opened['client'], prefix: string): Promise<string[]> {
  const found = new Set<string>();
  for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) {
    for (const key of keys) found.add(key);
  }
  return [...found];
}

/** The sessions among these keys, in an order that does not depend on where Redis keeps them. */
async function sessions(
  client: Opened['client'],
  keys: string[],
  prefix: string,
): Promise<(readonly [sid: string, data: SessionData])[]> {
  const values = keys.length === 0 ? [] : await client.mGet(keys);
  const found = keys.flatMap((key, index) => {
    const value = values[index];
    return typeof value === 'string' ? [[key.slice(prefix.length), JSON.parse(value) as SessionData] as const] : [];
  });
  return found.sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * connect-redis keeps the end of a session beside it, as the key's time to live: `touch` moves that and leaves the row
 * as it is. Whoever shows the row needs to know both.
 */
function knowingEnds(store: Opened['store'], ends: Map<string, number | null>): Store & KnowsEnds {
  const real = { set: store.set.bind(store), touch: store.touch.bind(store), all: store.all.bind(store) };
  const noting =
    (sid: string, session: SessionData, done?: (error?: unknown) => void) =>
    (error?: unknown): void => {
      if (!error) ends.set(sid, endInCookie(session));
      done?.(error);
    };
  return Object.assign(store as Store, {
    set: (sid: string, session: SessionData, done?: (error?: unknown) => void) =>
      void real.set(sid, session, noting(sid, session, done)),
    touch: (sid: string, session: SessionData, done?: (error?: unknown) => void) =>
      void real.touch(sid, session, noting(sid, session, done)),
    /** express-session lets a store answer with a list or by id. Here it is by id, as with every other store. */
    all: (done: (error: unknown, sessions?: Record<string, SessionData>) => void) =>
      void real.all((error: unknown, list?: (SessionData & { id: string })[]) =>
        done(error, Object.fromEntries((list ?? []).map((session) => [session.id, session]))),
      ),
    endOf: (sid: string) => ends.get(sid),
  });
}
