import { redisProblem, type AddressPlace } from '../../redis/address';
import { changedMeanwhile, connectToRedis, RedisUnusable, type RedisConnection } from '../../redis/connect';
import type { StoreFacts, StorePage, StoreRecord, StoreStep, StoreValue } from '../../model/store-records';
import { recordOf } from '../../projections/store-record';
import { LONGEST_VALUE, stopWatch, type Desk, type PageQuery } from '../desk';
import { DeskProblem } from '../problem';
import { globFor } from './glob';

/** Begins every key of a demo. */
const OURS = 'auth-lab:';
/** What express-session's stores begin their keys with, unless told otherwise. */
const USUAL = ['sess:', OURS];
/** How many keys a SCAN looks at before Redis attends to others again. */
const COUNT = 1_000;
/** Of a longer value only so much is read for the table. Bytes. */
const PREVIEWED = 65_536;
/** What one command of a search may bring, in keys and about in bytes. */
const MOST_TOGETHER = 500;
const TOGETHER_BYTES = 1_000_000;
/** How long Redis may take to answer one step. Real milliseconds. */
const DEADLINE = 5_000;
/** A look for the usual prefixes ends after so many SCANs. */
const LOOKS = 20;

export interface RedisDeskOptions {
  /** May hold a password. */
  readonly url: string;
  /** Keys that begin so; left out to look for the usual ones. */
  readonly prefix?: string | undefined;
  readonly ours: boolean;
  /** Where the address comes from, for the sentences that speak of it. */
  readonly place: AddressPlace;
  readonly now: () => number;
  readonly today: () => number;
}

/**
 * The sessions in a Redis. It may be somebody's real one, with millions of keys of others: keys are found by SCAN and
 * by nothing else, values are fetched some at a time, and no command takes Redis longer than a page of keys does.
 */
export class RedisDesk implements Desk {
  #client: RedisConnection | null;
  #prefix: string;
  #mayWrite = false;
  /** How many values a search fetches by one command. */
  #together = 16;

  private constructor(
    private readonly options: RedisDeskOptions,
    client: RedisConnection,
    prefix: string,
  ) {
    this.#client = client;
    this.#prefix = prefix;
    this.#listen(client);
  }

  /** @throws DeskProblem when it cannot be used */
  static async open(options: RedisDeskOptions): Promise<RedisDesk> {
    const client = await connected(options);
    try {
      const prefix = options.prefix ?? (await inTime(client, usualPrefix(client)));
      return new RedisDesk(options, client, prefix);
    } catch (error) {
      client.destroy();
      throw problemOf(error, options.place);
    }
  }

  get facts(): StoreFacts {
    const free = this.#mayWrite || this.options.ours || this.#prefix.startsWith(OURS);
    return {
      kind: 'redis',
      about: this.#prefix === '' ? 'every key that holds a text' : 'keys that begin with the prefix',
      prefix: this.#prefix,
      changes: free ? 'free' : 'ask',
      why: null,
      expires: true,
    };
  }

  page({ cursor, search, size, only }: PageQuery): Promise<StorePage> {
    return this.#ask(async (client) => {
      const words = search.toLowerCase();
      if (only) {
        const keys = only.filter((key) => key.startsWith(this.#prefix));
        return { rows: await this.#records(client, keys, words), next: null, looked: keys.length, keys: null };
      }
      const watch = stopWatch(this.options.now);
      const rows = new Map<string, StoreRecord>();
      let at = readCursor(cursor);
      let looked = 0;
      let count = Math.min(COUNT, size);
      do {
        const { next, keys } = await this.#scan(client, at, count);
        looked += keys.length;
        const fresh = keys.filter((key) => !rows.has(key));
        for (const record of await this.#records(client, fresh, words)) rows.set(record.id, record);
        at = next;
        count = COUNT;
      } while (at !== '0' && rows.size < size && !watch.isOver());
      const keys = await client.dbSize();
      return { rows: [...rows.values()], next: at === '0' ? null : at, looked, keys };
    });
  }

  count(cursor: string | null): Promise<StoreStep> {
    return this.#ask(async (client) => {
      const watch = stopWatch(this.options.now);
      let at = readCursor(cursor);
      let n = 0;
      do {
        const { next, keys } = await this.#scan(client, at, COUNT);
        n += keys.length;
        at = next;
      } while (at !== '0' && !watch.isOver());
      return { n, next: at === '0' ? null : at };
    });
  }

  value(id: string): Promise<StoreValue | null> {
    return this.#ask(async (client) => {
      const [text, length] = await Promise.all([client.getRange(id, 0, LONGEST_VALUE - 1), client.strLen(id)]);
      return length === 0 ? null : { text: text ?? '', whole: length <= LONGEST_VALUE };
    });
  }

  allow(): Promise<void> {
    this.#mayWrite = true;
    return Promise.resolve();
  }

  setPrefix(prefix: string): Promise<void> {
    this.#prefix = prefix;
    return Promise.resolve();
  }

  /** The row keeps its end; one that is gone stays gone. */
  edit(id: string, text: string, before: string): Promise<number> {
    return this.#change([id], async (client) => {
      // Whoever else writes between here and EXEC makes it do nothing.
      await client.watch(id);
      if ((await client.get(id)) !== before) {
        await client.unwatch();
        return 0;
      }
      try {
        await client.multi().set(id, text, { condition: 'XX', expiration: 'KEEPTTL' }).exec();
        return 1;
      } catch (error) {
        if (changedMeanwhile(error)) return 0;
        throw error;
      }
    });
  }

  /** Redis deletes a key that is past its end. */
  expire(ids: readonly string[]): Promise<number> {
    return this.#change(ids, async (client) => {
      const done = await Promise.all(ids.map((id) => client.pExpire(id, 1)));
      return done.reduce((sum, each) => sum + Number(each), 0);
    });
  }

  destroy(ids: readonly string[]): Promise<number> {
    return this.#change(ids, (client) => (ids.length === 0 ? Promise.resolve(0) : client.unlink([...ids])));
  }

  destroyAll(cursor: string | null): Promise<StoreStep> {
    if (this.#prefix === '') {
      const why = 'Name a prefix first: without one, this would delete whatever the database holds.';
      return Promise.reject(DeskProblem.forbidden(why));
    }
    return this.#change([this.#prefix], async (client) => {
      const { next, keys } = await this.#scan(client, readCursor(cursor), COUNT);
      const n = keys.length === 0 ? 0 : await client.unlink(keys);
      return { n, next: next === '0' ? null : next };
    });
  }

  close(): Promise<void> {
    this.#client?.destroy();
    this.#client = null;
    return Promise.resolve();
  }

  async #scan(client: RedisConnection, cursor: string, count: number): Promise<{ next: string; keys: string[] }> {
    const options = { MATCH: globFor(this.#prefix), COUNT: count, TYPE: 'string' as const };
    const { cursor: next, keys } = await client.scan(cursor, options);
    return { next, keys };
  }

  /** The rows under these keys that hold the words; all of them for no words. */
  async #records(client: RedisConnection, keys: readonly string[], words: string): Promise<StoreRecord[]> {
    const texts = words === '' ? await beginnings(client, keys) : await this.#wholes(client, keys);
    const found = keys.flatMap((id, index) => {
      // Redis says the same of a key that is gone and of one that holds nothing.
      const text = texts[index] ?? '';
      const fits = words === '' || id.toLowerCase().includes(words) || text.toLowerCase().includes(words);
      return text !== '' && fits ? [{ id, text: text.slice(0, PREVIEWED) }] : [];
    });
    const [left, lengths] = await Promise.all([
      Promise.all(found.map(({ id }) => client.pTTL(id))),
      Promise.all(found.map(({ id }) => client.strLen(id))),
    ]);
    const today = this.options.today();
    return found.map((row, index) => {
      const ms = left[index] ?? -1;
      return recordOf({ ...row, bytes: lengths[index] ?? 0, end: ms < 0 ? null : today + ms });
    });
  }

  /** For a search, which reads every value: many at once where they are short, and few where they are long. */
  async #wholes(client: RedisConnection, keys: readonly string[]): Promise<(string | null)[]> {
    const texts: (string | null)[] = [];
    while (texts.length < keys.length) {
      const values = await client.mGet(keys.slice(texts.length, texts.length + this.#together));
      texts.push(...values);
      const bytes = values.reduce((sum, value) => sum + (value?.length ?? 0), 1);
      this.#together = Math.max(1, Math.min(MOST_TOGETHER, Math.floor((TOGETHER_BYTES * values.length) / bytes)));
    }
    return texts;
  }

  async #change<T>(ids: readonly string[], work: (client: RedisConnection) => Promise<T>): Promise<T> {
    const foreign = ids.some((id) => !id.startsWith(OURS));
    if (foreign && !this.#mayWrite && !this.options.ours) {
      throw DeskProblem.forbidden("These keys are not Auth Lab's: they may be read alone until you allow changes.");
    }
    return this.#ask(work);
  }

  async #ask<T>(work: (client: RedisConnection) => Promise<T>): Promise<T> {
    try {
      if (!this.#client) {
        this.#client = await connected(this.options);
        this.#listen(this.#client);
      }
      return await inTime(this.#client, work(this.#client));
    } catch (error) {
      throw problemOf(error, this.options.place);
    }
  }

  /** A connection that is lost is made again by the next question. */
  #listen(client: RedisConnection): void {
    const lost = (): void => {
      if (this.#client === client) this.#client = null;
    };
    client.on('end', lost);
    client.on('error', lost);
  }
}

async function connected({ url, place }: RedisDeskOptions): Promise<RedisConnection> {
  try {
    return await connectToRedis(url, { place });
  } catch (error) {
    throw problemOf(error, place);
  }
}

/** One round trip, however many keys, and never a long value as a whole. */
function beginnings(client: RedisConnection, keys: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(keys.map((key) => client.getRange(key, 0, PREVIEWED - 1)));
}

/** Waits for a step; a Redis that does not answer it is left alone. */
async function inTime<T>(client: RedisConnection, step: Promise<T>): Promise<T> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      reject(new Error('ETIMEDOUT'));
      client.destroy();
    }, DEADLINE);
  });
  try {
    return await Promise.race([step, deadline]);
  } finally {
    clearTimeout(late);
  }
}

/** The prefix that keys of sessions usually have, if there are such keys among the first that Redis names. */
async function usualPrefix(client: RedisConnection): Promise<string> {
  let cursor = '0';
  const seen = new Set<string>();
  for (let look = 0; look < LOOKS; look++) {
    const { cursor: next, keys } = await client.scan(cursor, { COUNT });
    for (const key of keys) {
      const usual = USUAL.find((each) => key.startsWith(each));
      if (usual !== undefined) seen.add(usual);
    }
    const first = USUAL.find((each) => seen.has(each));
    if (first !== undefined) return first;
    cursor = next;
    if (cursor === '0') break;
  }
  return '';
}

function problemOf(error: unknown, place: AddressPlace): DeskProblem {
  if (error instanceof DeskProblem) return error;
  return DeskProblem.unusable(error instanceof RedisUnusable ? error.message : redisProblem(error, place));
}

/** @throws DeskProblem for text that is no cursor of SCAN */
function readCursor(cursor: string | null): string {
  if (cursor === null) return '0';
  if (!/^\d{1,20}$/.test(cursor)) throw DeskProblem.unusable('There is no such place in this store.');
  return cursor;
}
