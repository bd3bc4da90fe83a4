import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { PREFIX } from '../apps/redis-store';
import type { Deployment, Lift, RunState, StoreRow, Trace } from '../model';
import { keepsSessions } from '../model/contracts';
import type { AddressBook } from './address';
import { askedSids, knownEnds } from './known-sessions';
import type { OpenedStore, StoreOrder } from './node-protocol';
import { RedisServer } from './redis/redis-server';

/** Where Redis keeps what it writes to disk, below the run's folder. */
const REDIS_FILES = 'appendonlydir';

/**
 * Where the sessions of one run live, as far as that is the lab's business: it owns the store, the servers open it. An
 * operator and an accident reach it here, past the servers.
 */
export class RunStore {
  readonly #redis: RedisServer | null;
  /** Begins every key of the run: in a Redis that is not ours, no two runs may meet. */
  readonly #prefix: string;
  /** Writing fails by our doing: one who holds the file, or one setting of Redis, is enough. */
  #refusing = false;
  #lock: DatabaseSync | null = null;

  /**
   * @param redisUrl a Redis of the user's own instead of one that the lab starts. It may hold a password.
   * @param trace the run so far
   */
  constructor(
    private readonly deployment: Deployment,
    private readonly addresses: AddressBook,
    private readonly redisUrl: string | undefined,
    private readonly trace: () => Trace,
  ) {
    const keeper = join(__dirname, 'redis-keeper.js');
    this.#prefix = redisUrl === undefined ? PREFIX : `${PREFIX}${randomBytes(6).toString('hex')}:`;
    const guest = redisUrl === undefined ? undefined : { url: redisUrl, prefix: this.#prefix };
    this.#redis =
      this.#kind === 'redis'
        ? new RedisServer({ folder: addresses.folder, socket: this.#socket, keeper, guest })
        : null;
  }

  /** Where the sessions are, for whoever wants to read them; null while no other process can. */
  get address(): NonNullable<RunState['store']> | null {
    if (this.#kind === 'sqlite') return { kind: 'sqlite', file: this.#sessions };
    if (this.#kind !== 'redis' || !this.isUp) return null;
    return { kind: 'redis', socket: this.#isGuest ? null : this.#socket, prefix: this.#prefix };
  }

  /** The Redis of this run is not ours: it is not killed, not started, not told how to behave. */
  get #isGuest(): boolean {
    return this.#kind === 'redis' && this.redisUrl !== undefined;
  }

  /** Where the rows are that a failure of this store can concern. */
  get #kind(): 'memory' | 'sqlite' | 'redis' | 'tokens' | 'none' {
    const { app, store } = this.deployment;
    if (keepsSessions(app)) return store === 'cookie' ? 'none' : store;
    return app === 'stateless-denylist' || app === 'stateless-refresh' ? 'tokens' : 'none';
  }

  get #socket(): string {
    return this.addresses.addressOf('redis');
  }

  get users(): string {
    return this.addresses.fileOf('users.sqlite');
  }

  get tokens(): string {
    return this.addresses.fileOf('tokens.sqlite');
  }

  get #sessions(): string {
    return this.addresses.fileOf('sessions.sqlite');
  }

  /** Brings up what must run before a server can open its store. @throws LabFailure when that cannot be had */
  async start(): Promise<void> {
    await this.#redis?.start({ persistent: true });
  }

  /** What a server is told that starts now. @param trace the run so far */
  order(trace: Trace): StoreOrder {
    switch (this.#kind) {
      case 'sqlite':
        return { kind: 'sqlite', file: this.#sessions };
      case 'redis':
        return {
          kind: 'redis',
          url: this.redisUrl ?? `unix://${pathToFileURL(this.#socket).pathname}`,
          prefix: this.#prefix,
          sids: this.#isGuest ? askedSids(trace) : null,
          ends: knownEnds(trace),
        };
      case 'memory':
      case 'tokens':
      case 'none':
        return { kind: 'memory' };
      default:
        return this.#kind satisfies never;
    }
  }

  /** A store with a clock of its own is told the time of the run. @param now virtual ms since the Unix epoch */
  async setTime(now: number): Promise<void> {
    // A million keys of others must not be gone through at every step.
    const keys = this.#isGuest ? askedSids(this.trace()).map((sid) => this.#prefix + sid) : null;
    await this.#redis?.align(now, keys);
  }

  /** Why the server that runs keeps no session in a store, or null when it does. */
  get noSessions(): string | null {
    if (this.#kind === 'tokens') return 'This store holds tokens, not sessions.';
    if (this.#kind !== 'none') return null;
    return this.deployment.app === 'encrypted-cookie'
      ? 'The session is in the cookie: there is no store.'
      : 'This server keeps no sessions: there is no store.';
  }

  /** True where the store is a process that can be killed and started. */
  get isProcess(): boolean {
    return this.#redis !== null && !this.#isGuest;
  }

  /** Why the process of the store cannot be killed and started, or null when it can. */
  get notAProcess(): string | null {
    if (this.isProcess) return null;
    return this.#isGuest
      ? 'This Redis is your own: Auth Lab does not end it, and changes none of its settings.'
      : 'This store has no process of its own: the server itself opens it.';
  }

  /** True unless the store is a process that is down. */
  get isUp(): boolean {
    return this.#redis?.isUp ?? true;
  }

  async kill(): Promise<void> {
    await this.#redis?.kill();
  }

  /**
   * Starts Redis again.
   * @param kept false: it has lost its files
   * @returns what it holds then
   */
  async restart({ kept }: { readonly kept: boolean }, trace: Trace): Promise<OpenedStore> {
    // What it was told while it ran, it has forgotten.
    this.#refusing = false;
    if (!kept) rmSync(join(this.addresses.folder, REDIS_FILES), { recursive: true, force: true });
    await this.#redis?.start({ persistent: true });
    return { store: 'redis', durable: true, rows: await this.#redisRows(trace) };
  }

  /** Why nothing can be written just now, or null. */
  get refusesWrites(): string | null {
    return this.#refusing ? 'The session store takes no writes now.' : null;
  }

  get cannotFailWrites(): string | null {
    if (this.#refusing) return this.refusesWrites;
    switch (this.#kind) {
      case 'memory':
        return "The sessions are in the server's own memory: writing there does not fail.";
      case 'tokens':
      case 'none':
        return this.noSessions;
      case 'redis':
        return this.#isGuest ? this.notAProcess : this.isUp ? null : 'The session store is down already.';
      case 'sqlite':
        return null;
      default:
        return this.#kind satisfies never;
    }
  }

  /**
   * Reading goes on and writing fails: a SQLite file is locked by another writer, a Redis has lost the replicas without
   * which it takes no writes.
   */
  async failWrites(): Promise<Lift> {
    if (this.#redis) {
      await this.#redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '1');
      this.#refusing = true;
      return async () => {
        this.#refusing = false;
        if (this.#redis?.isUp === true) await this.#redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '0');
      };
    }
    const database = new DatabaseSync(this.#sessions);
    try {
      database.exec('PRAGMA busy_timeout = 1000; BEGIN IMMEDIATE');
    } catch (error) {
      database.close();
      throw error;
    }
    this.#lock = database;
    this.#refusing = true;
    return () => {
      this.#unlock();
      return Promise.resolve();
    };
  }

  #unlock(): void {
    this.#lock?.close();
    this.#lock = null;
    this.#refusing = false;
  }

  /** Whether rows can be reached past the servers; memory can be reached only through its server. */
  get isReachable(): boolean {
    return this.#kind === 'sqlite' || this.#kind === 'redis';
  }

  /** Deletes a row past the servers. */
  async evict(sid: string): Promise<void> {
    if (this.#redis) await this.#redis.ask('DEL', this.#prefix + sid);
    else this.#change('DELETE FROM sessions WHERE sid = ?', sid);
  }

  get cannotCorrupt(): string | null {
    if (this.noSessions !== null) return this.noSessions;
    if (this.#kind === 'memory') return "The sessions are in the server's own memory, out of reach from outside.";
    return this.isUp ? this.refusesWrites : 'The session store is down.';
  }

  /** Cuts the text of a row off in the middle, past the servers. @returns what is left of it */
  async corrupt(sid: string): Promise<string> {
    if (this.#redis) {
      const text = String((await this.#redis.ask('GET', this.#prefix + sid)) ?? '');
      const rest = text.slice(0, Math.floor(text.length / 2));
      await this.#redis.ask('SET', this.#prefix + sid, rest, 'KEEPTTL');
      return rest;
    }
    return this.#withDatabase((database) => {
      const row = database.prepare('SELECT data FROM sessions WHERE sid = ?').get(sid);
      const text = String(row?.['data'] ?? '');
      const rest = text.slice(0, Math.floor(text.length / 2));
      database.prepare('UPDATE sessions SET data = ? WHERE sid = ?').run(rest, sid);
      return rest;
    });
  }

  async dispose(): Promise<void> {
    this.#unlock();
    await this.#redis?.dispose();
  }

  #change(sql: string, ...values: string[]): void {
    this.#withDatabase((database) => database.prepare(sql).run(...values));
  }

  #withDatabase<T>(work: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(this.#sessions);
    try {
      database.exec('PRAGMA busy_timeout = 1000');
      return work(database);
    } finally {
      database.close();
    }
  }

  /** Every session in Redis, in an order that does not depend on where it keeps them. */
  async #redisRows(trace: Trace): Promise<StoreRow[]> {
    const ends = knownEnds(trace);
    const rows: StoreRow[] = [];
    const redis = this.#redis;
    if (!redis) return rows;
    let cursor = '0';
    const keys = new Set<string>();
    do {
      const [next, page] = (await redis.ask('SCAN', cursor, 'MATCH', `${this.#prefix}*`, 'COUNT', '1000')) as [
        string,
        string[],
      ];
      cursor = next;
      for (const key of page) keys.add(key);
    } while (cursor !== '0');
    for (const key of [...keys].sort()) {
      const text = await redis.ask('GET', key);
      if (typeof text !== 'string') continue;
      const sid = key.slice(this.#prefix.length);
      rows.push({ sid, data: readable(text), bytes: Buffer.byteLength(text), expires: ends[sid] ?? null });
    }
    return rows;
  }
}

/** A row's text as JSON, or as it stands where it is none. */
function readable(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // A corrupt row is shown as it is.
  }
  return { unreadable: text };
}
