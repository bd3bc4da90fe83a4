import { PREFIX } from '../../apps/redis-store';

/** What is asked of a Redis client; written down, because the library's own type depends on how a client was made. */
export interface KeyClient {
  time(): Promise<readonly unknown[]>;
  scanIterator(options: { MATCH: string; COUNT: number }): AsyncIterable<string[]>;
  pTTL(key: string): Promise<number>;
  pExpire(key: string, ms: number): Promise<unknown>;
}

/** How many keys a SCAN looks at before Redis attends to others again. */
const PAGE = 1000;

/**
 * Redis counts its keys down by the clock of the machine. A run has a clock of its own: it stands still while a learner
 * reads, and leaps when somebody moves it. Redis cannot be told another time, so its keys are given what the two clocks
 * differ by: less to live when the run moved ahead, more when it stood still.
 *
 * Only keys with our prefix are touched, and never all at once: SCAN, no KEYS and no FLUSH.
 */
export class KeyClock {
  /** When the two clocks were last compared: Redis's own, and the run's. Milliseconds. */
  #compared: { readonly redis: number; readonly run: number } | null = null;

  /**
   * Makes every key as old as it is by the clock of the run. A key that is past its end is gone afterwards, as it would
   * be if Redis had seen that time pass.
   * @param now virtual ms since the Unix epoch
   * @param known the keys that there can be, or null to look for them
   */
  async align(client: KeyClient, now: number, known: readonly string[] | null = null): Promise<void> {
    const redis = await timeOf(client);
    const before = this.#compared ?? { redis, run: now };
    this.#compared = { redis, run: now };
    const tooOld = redis - before.redis - (now - before.run);
    if (tooOld === 0) return;
    if (known) {
      await shift(client, known, tooOld);
      return;
    }
    // SCAN may name a key twice.
    const seen = new Set<string>();
    for await (const page of client.scanIterator({ MATCH: `${PREFIX}*`, COUNT: PAGE })) {
      const keys = page.filter((key) => !seen.has(key));
      for (const key of keys) seen.add(key);
      await shift(client, keys, tooOld);
    }
  }
}

/** Gives each key `ms` more to live; one without an end keeps having none. Two round trips, however many keys. */
async function shift(client: KeyClient, keys: readonly string[], ms: number): Promise<void> {
  const left = await Promise.all(keys.map((key) => client.pTTL(key)));
  await Promise.all(keys.map((key, index) => moveEnd(client, key, left[index] ?? -1, ms)));
}

async function moveEnd(client: KeyClient, key: string, left: number, ms: number): Promise<void> {
  // Redis says -1 for a key without an end and -2 for none. A negative time to live deletes.
  if (left >= 0) await client.pExpire(key, left + ms);
}

/** Redis's own clock, which is the one that counts. */
async function timeOf(client: KeyClient): Promise<number> {
  const [seconds, microseconds] = await client.time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}
