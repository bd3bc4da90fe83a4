import { MemoryStore, type SessionData, type Store } from 'express-session';
import { defaults, seal, unseal } from 'iron-webcrypto';
import jwt from 'jsonwebtoken';
import { createSecretKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { join, dirname } from 'node:path';
import { WAYS, type Chart, type Way } from '../../model/charts-protocol';
import { createKeyRing, keyOf, type Algorithm } from '../../apps/keys';
import { createRedisStore } from '../../apps/redis-store';
import { SqliteStore } from '../../apps/sqlite-store';
import type { AddressBook } from '../address';
import { findRedisServer } from '../redis/find';
import { RedisServer } from '../redis/redis-server';
import { medianOf, type Tell } from './measurer';

/** Sessions that the store holds: a look-up among few would flatter it. */
const SESSIONS = 1_000;
/** Runs of which the median is taken. */
const RUNS = 9;
/** Authorizations in a run, and at most so many real milliseconds. */
const IN_A_RUN = 1_000;
const LONGEST_RUN = 250;
const ORIGIN = 'https://shop.example';

/** Finds out who is asking, once. */
type Authorize = (index: number) => Promise<void> | void;
/** Everything is ready when it resolves; `close` undoes it. */
type Open = (
  addresses: AddressBook,
) => Promise<{ readonly authorize: Authorize; readonly close: () => Promise<void> | void }>;

const OPEN: Readonly<Record<Way, Open>> = {
  Memory: () => openStore(new MemoryStore()),
  SQLite: openSqlite,
  Redis: openRedis,
  'Encrypted cookie': openSealed,
  HS256: () => Promise.resolve(openTokens('HS256')),
  RS256: () => Promise.resolve(openTokens('RS256')),
  ES256: () => Promise.resolve(openTokens('ES256')),
};

export interface Timed {
  readonly way: Way;
  /** Microseconds for each authorization. */
  readonly found: ReturnType<typeof medianOf>;
}

/** Measures these ways one after the other. One that does not exist on this machine is left out. */
export async function timeWays(addresses: AddressBook, wanted: readonly Way[], tell: Tell): Promise<Timed[]> {
  const ways = wanted.filter((way) => way !== 'Redis' || findRedisServer() !== undefined);
  const results: Timed[] = [];
  for (const [index, way] of ways.entries()) {
    tell(way, index, ways.length);
    const { authorize, close } = await OPEN[way](addresses);
    try {
      await once(authorize);
      const runs: number[] = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await once(authorize));
      results.push({ way, found: medianOf(runs) });
    } finally {
      await close();
    }
  }
  return results;
}

/** Microseconds to find out who is asking: a store that is asked against a signature that is checked. */
export async function measureTimes(addresses: AddressBook, tell: Tell): Promise<Chart> {
  const results = await timeWays(addresses, WAYS, tell);
  const hasRedis = results.some(({ way }) => way === 'Redis');
  const median = (name: Way): string => microseconds(results.find(({ way }) => way === name)?.found.median ?? 0);
  return {
    id: 'time',
    title: 'Time to find out who is asking',
    finding: `A look-up in memory takes ${median('Memory')}, in SQLite ${median('SQLite')}${hasRedis ? `, in Redis ${median('Redis')}` : ''}. Opening an encrypted cookie takes ${median('Encrypted cookie')}; checking a token takes ${median('HS256')} with HS256, ${median('RS256')} with RS256 and ${median('ES256')} with ES256.`,
    how: `A store with ${SESSIONS.toLocaleString('en-US')} sessions was asked for one after the other, as express-session does; a token was verified as the teaching server does (jsonwebtoken, with a key that is read already); a cookie was opened as the encrypted cookie’s server does (iron-webcrypto). One at a time. Each bar is the median of ${String(RUNS)} runs with up to ${IN_A_RUN.toLocaleString('en-US')} authorizations, after one that does not count; the table has the least and the most.`,
    form: 'bars',
    x: {
      title: 'What is asked',
      values: results.map((_, index) => index),
      names: results.map(({ way }) => way),
    },
    y: { title: 'Time per request', unit: 'µs' },
    series: [
      {
        title: 'Time per request',
        values: results.map(({ found }) => found.median),
        spread: results.map(({ found: { least, most } }) => ({ least, most })),
      },
    ],
    limits: [],
    notes: hasRedis ? [] : ['Redis was not measured: there is no redis-server on this machine’s PATH.'],
  };
}

function microseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} µs`;
}

/** One run. @returns microseconds for each authorization */
async function once(authorize: Authorize): Promise<number> {
  const began = process.hrtime.bigint();
  const limit = began + BigInt(LONGEST_RUN) * 1_000_000n;
  let count = 0;
  while (count < IN_A_RUN) {
    await authorize(count);
    count += 1;
    if (count % 50 === 0 && process.hrtime.bigint() > limit) break;
  }
  return Number(process.hrtime.bigint() - began) / 1_000 / count;
}

async function openStore(store: Store, close: () => Promise<void> | void = () => undefined) {
  const sids = Array.from({ length: SESSIONS }, () => randomBytes(24).toString('base64url'));
  for (const sid of sids) await set(store, sid);
  const authorize: Authorize = (index) => get(store, sids[(index * 7_919) % SESSIONS] ?? '');
  return { authorize, close };
}

async function openSqlite(addresses: AddressBook) {
  const store = new SqliteStore(addresses.fileOf('timed.sqlite'));
  return openStore(store, () => store.close());
}

async function openRedis(addresses: AddressBook) {
  const socket = addresses.addressOf('timed-redis');
  const keeper = join(dirname(process.argv[1] ?? ''), 'redis-keeper.js');
  const server = new RedisServer({ folder: addresses.folder, socket, keeper });
  await server.start();
  const { client, store } = createRedisStore({ url: `unix://${socket}`, onError: () => undefined });
  await new Promise<void>((resolve) => (client.isReady ? resolve() : client.once('ready', () => resolve())));
  return openStore(store, async () => {
    client.destroy();
    await server.dispose();
  });
}

/** The secret is stretched each time (PBKDF2, one round for a long one), as in the server. */
async function openSealed() {
  const secret = randomBytes(32).toString('base64url');
  const session = { user: { id: '1', name: 'alice' }, version: 1, since: 0 };
  const sealed = await seal(session, secret, defaults);
  return { authorize: async () => void (await unseal(sealed, secret, defaults)), close: () => undefined };
}

function openTokens(algorithm: Algorithm) {
  const keys = createKeyRing(algorithm, [{ kid: 'measured', key: signingKey(algorithm) }]);
  const token = jwt.sign({ name: 'alice', role: 'user' }, keys.signing.key, {
    algorithm,
    keyid: keys.signing.kid,
    subject: '1',
    issuer: ORIGIN,
    audience: ORIGIN,
    expiresIn: '1h',
  });
  const authorize: Authorize = () => {
    jwt.verify(token, keyOf(token, keys), { algorithms: [algorithm], issuer: ORIGIN, audience: ORIGIN });
  };
  return { authorize, close: () => undefined };
}

function signingKey(algorithm: Algorithm): KeyObject {
  switch (algorithm) {
    case 'HS256':
      return createSecretKey(randomBytes(32));
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    default:
      return algorithm satisfies never;
  }
}

function set(store: Store, sid: string): Promise<void> {
  const session = {
    cookie: { originalMaxAge: 1_800_000, path: '/', httpOnly: true, secure: true, sameSite: 'lax' },
    user: { id: '1', name: 'alice' },
    version: 1,
  } as unknown as SessionData;
  return new Promise((resolve, reject) => {
    store.set(sid, session, (error: unknown) => (error ? reject(asError(error)) : resolve()));
  });
}

function get(store: Store, sid: string): Promise<void> {
  return new Promise((resolve, reject) => {
    store.get(sid, (error: unknown, session) => {
      if (session) resolve();
      else reject(asError(error ?? 'The session was gone.'));
    });
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
