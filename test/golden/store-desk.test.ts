import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeskProcess } from '../../src/process/desk-process';
import { SqliteStore } from '../../src/apps/sqlite-store';
import type { StoreAddress } from '../../src/model/store-address';
import type { StoreFacts, StorePage } from '../../src/model/store-records';
import { OwnRedis } from './own-redis';

const DESK = resolve(import.meta.dirname, '../../dist/store-desk.js');
const MILLION = 1_000_000;
const DAY = 86_400_000;
/** What a learner waits at most for the first page. */
const AT_ONCE = 200;

let desk: DeskProcess;
const printed: string[] = [];
beforeEach(() => {
  desk = new DeskProcess(DESK, (line) => printed.push(line));
});
afterEach(async () => {
  await desk.dispose();
  expect(printed.splice(0)).toEqual([]);
});

const first = { cursor: null, search: '', size: 200 };

/** The quickest of a few, because a busy machine makes each of them late: the first page has to come at once. */
async function firstPage(address: StoreAddress): Promise<{ facts: StoreFacts; page: StorePage }> {
  // The editor starts the process while its view comes up.
  await desk.start();
  let [least, seen]: [number, { facts: StoreFacts; page: StorePage } | null] = [Infinity, null];
  for (let attempt = 0; attempt < 3; attempt++) {
    const from = performance.now();
    const facts = await desk.open(address);
    const page = await desk.page(first);
    least = Math.min(least, performance.now() - from);
    seen = { facts, page };
  }
  expect(least, 'ms').toBeLessThan(AT_ONCE);
  return seen!;
}

/** Asks for pages until there are enough rows or no more, as the table does. */
async function rowsOf(search: string, enough = Infinity): Promise<{ ids: string[]; looked: number; longest: number }> {
  const ids: string[] = [];
  const took: number[] = [];
  let [cursor, looked]: [string | null, number] = [null, 0];
  do {
    const from = performance.now();
    const page = await desk.page({ cursor, search, size: 200 });
    took.push(performance.now() - from);
    ids.push(...page.rows.map(({ id }) => id));
    looked += page.looked;
    cursor = page.next;
  } while (cursor !== null && ids.length < enough);
  return { ids, looked, longest: ninetiethOf(took) };
}

async function counted(): Promise<{ n: number; longest: number }> {
  const took: number[] = [];
  let [cursor, n]: [string | null, number] = [null, 0];
  do {
    const from = performance.now();
    const step = await desk.count(cursor);
    took.push(performance.now() - from);
    n += step.n;
    cursor = step.next;
  } while (cursor !== null);
  return { n, longest: ninetiethOf(took) };
}

/** Nine of ten are no longer: on a busy machine, some are late for reasons that are none of theirs. */
function ninetiethOf(took: readonly number[]): number {
  return [...took].sort((a, b) => a - b)[Math.ceil(took.length * 0.9) - 1] ?? 0;
}

/** Reading aside, how much larger this process is after some work; memory that was let go of does not count. */
async function growthOf(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  await work();
  return (process.memoryUsage().rss - before) / 1_000_000;
}

describe('a SQLite file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);

  /** A file with a table of somebody's own. */
  function fileWith(name: string, sql: string): string {
    const database = new DatabaseSync(path(name));
    database.exec(sql);
    database.close();
    return path(name);
  }

  it('with a million sessions shows its first page at once and its last no later', { timeout: 120_000 }, async () => {
    const file = path('million.sqlite');
    new SqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA synchronous = OFF;
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${MILLION - 1})
      INSERT INTO sessions SELECT printf('s%07d', i),
        '{"cookie":{"originalMaxAge":1800000},"user":{"id":' || i || ',"name":"user-' || i || '"}}', 4000000000000 FROM n`);
    database.close();

    const growth = await growthOf(async () => {
      const { page } = await firstPage({ kind: 'sqlite', file, ours: false });
      expect(page.rows).toHaveLength(200);
      expect(page.rows[7]).toEqual({
        id: 's0000007',
        user: 'user-7',
        preview: '{"user":{"id":7,"name":"user-7"}}',
        bytes: 69,
        end: 4_000_000_000_000,
        readable: true,
      });
      const last = await desk.page({ ...first, cursor: 't:s0999899' });
      expect([last.rows.length, last.rows.at(-1)?.id, last.next]).toEqual([100, 's0999999', null]);
      const { n, longest } = await counted();
      expect(n).toBe(MILLION);
      expect(longest).toBeLessThan(AT_ONCE * 2);
      const found = await rowsOf('USER-99999', 11);
      expect(found.ids).toEqual(['s0099999', ...Array.from({ length: 10 }, (_, digit) => `s099999${digit}`)]);
      expect(found.looked).toBe(MILLION);
      expect(found.longest, 'no step of a search is long').toBeLessThan(AT_ONCE * 2);
    });
    expect(growth, 'MB').toBeLessThan(50);
  });

  it('is changed only after the user has said so, and row by row', async () => {
    const file = path('small.sqlite');
    const store = new SqliteStore(file);
    const end = new Date(Date.now() + DAY);
    for (const sid of ['a', 'b', 'c', 'd']) {
      await new Promise<void>((done, fail) =>
        store.set(sid, { cookie: { originalMaxAge: DAY, expires: end }, user: sid } as never, (error) =>
          error ? fail(error) : done(),
        ),
      );
    }
    const before = readFileSync(file);
    const facts = await desk.open({ kind: 'sqlite', file, ours: false });
    expect(facts).toMatchObject({ changes: 'ask', expires: true, about: "Auth Lab's own layout" });
    await expect(desk.destroy(['a'])).rejects.toMatchObject({ code: 'store-forbidden' });
    await expect(desk.edit('a', {}, '')).rejects.toMatchObject({ code: 'store-forbidden' });
    await expect(desk.destroyAll(null)).rejects.toMatchObject({ code: 'store-forbidden' });
    expect(readFileSync(file).equals(before)).toBe(true);

    expect(await desk.allow()).toMatchObject({ changes: 'free' });
    expect(await desk.destroy(['a', 'nobody'])).toBe(1);
    const was = await desk.value('b');
    expect(await desk.edit('b', { user: 'bob' }, was!.text)).toBe(1);
    expect(await desk.edit('b', { user: 'eve' }, was!.text), 'somebody has changed it meanwhile').toBe(0);
    expect(await desk.expire(['c'])).toBe(1);
    const { rows } = await desk.page(first);
    expect(rows.map(({ id, user }) => [id, user])).toEqual([
      ['b', 'bob'],
      ['c', 'c'],
      ['d', 'd'],
    ]);
    expect(rows[1]!.end).toBeLessThan(Date.now());
    expect(await desk.value('b')).toEqual({ text: '{"user":"bob"}', whole: true });
    expect(await desk.value('a')).toBeNull();
    expect(await desk.destroyAll(null)).toEqual({ n: 3, next: null });
    store.close();
  });

  it.each([
    [
      'connect-sqlite3',
      `CREATE TABLE sessions (sid PRIMARY KEY, expired, sess);
       INSERT INTO sessions VALUES ('x1', 4000000000000, '{"cookie":{},"passport":{"user":"alice"}}')`,
      ['x1', 'alice', 4_000_000_000_000],
    ],
    [
      'better-sqlite3-session-store',
      `CREATE TABLE sessions (sid TEXT NOT NULL PRIMARY KEY, sess JSON NOT NULL, expire TEXT NOT NULL);
       INSERT INTO sessions VALUES ('x1', '{"userId":17}', '2096-10-02T07:06:40.000Z')`,
      ['x1', '17', 4_000_000_000_000],
    ],
    [
      'connect-session-sequelize',
      `CREATE TABLE Sessions (sid VARCHAR(36) PRIMARY KEY, expires DATETIME, data TEXT, createdAt DATETIME, updatedAt DATETIME);
       INSERT INTO Sessions VALUES ('x1', '2096-10-02 07:06:40.000 +00:00', '{"email":"a@b.example"}', '', '')`,
      ['x1', 'a@b.example', 4_000_000_000_000],
    ],
    [
      'table "web_sessions"',
      `CREATE TABLE users (id INTEGER PRIMARY KEY, data TEXT);
       CREATE TABLE web_sessions (id INTEGER PRIMARY KEY, session_id TEXT, value TEXT, expires_at INTEGER);
       INSERT INTO web_sessions VALUES (9007199254740993, 'x1', 'not JSON', 4000000000)`,
      ['x1', null, 4_000_000_000_000],
    ],
  ] as const)('of %s is recognized', async (library, sql, [id, user, end]) => {
    const file = fileWith(`${library.replaceAll(/\W/g, '')}.sqlite`, sql);
    const facts = await desk.open({ kind: 'sqlite', file, ours: false });
    expect(facts.about).toContain(library);
    const { rows, next } = await desk.page({ ...first, size: 1 });
    expect([rows.map((row) => [row.id, row.user, row.end]), next]).toEqual([[[id, user, end]], null]);
  });

  it('that another process has locked, is damaged, holds something else or is none says so, and the desk goes on', async () => {
    const locked = fileWith(
      'locked.sqlite',
      'CREATE TABLE sessions (sid TEXT PRIMARY KEY, data TEXT, expires INTEGER)',
    );
    const other = new DatabaseSync(locked);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    writeFileSync(path('text.sqlite'), 'This is no database. '.repeat(200));
    writeFileSync(path('empty.sqlite'), '');
    const shop = fileWith('shop.sqlite', 'CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)');
    const broken = fileWith(
      'broken.sqlite',
      `CREATE TABLE sessions (sid TEXT PRIMARY KEY, data TEXT, expires INTEGER);
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
       INSERT INTO sessions SELECT 's' || i, '{}', 0 FROM n`,
    );
    const bytes = readFileSync(broken);
    bytes.fill(0xa5, 4096);
    writeFileSync(broken, bytes);
    const told = async (file: string): Promise<string> => {
      try {
        await desk.open({ kind: 'sqlite', file, ours: false });
        await desk.page(first);
        return 'fine';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    };
    const said: string[] = [];
    for (const file of [locked, path('text.sqlite'), path('empty.sqlite'), shop, broken, path('none'), folder]) {
      said.push(await told(file));
    }
    expect(said).toEqual([
      'Another process has locked this file. Its rows can be read when that process is done writing.',
      'This file is no SQLite database, or an encrypted one.',
      'This SQLite file holds no sessions: it has no tables.',
      'This SQLite file holds no sessions: none of its tables ("items") has the columns of a session store.',
      'This SQLite file is damaged. "sqlite3 FILE .recover" may save what is left.',
      'There is no such file.',
      'This is no file.',
    ]);
    other.exec('COMMIT');
    other.close();
    expect(await told(locked)).toBe('fine');
  });
});

describe("a Redis of the user's own", () => {
  let redis: OwnRedis;
  let guarded: OwnRedis | undefined;
  beforeEach(() => {
    redis = new OwnRedis();
  });
  afterEach(async () => {
    await redis.dispose();
    await guarded?.dispose();
  });

  it(
    'with a million sessions shows its first page at once, and is asked for no more than a page at a time',
    { timeout: 120_000 },
    async () => {
      await redis.start();
      await redis.ask(async (client) => {
        const fill = `for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
        redis.call('SET', 'sess:' .. i, '{"cookie":{},"user":{"name":"user-' .. i .. '"}}', 'PX', 4000000) end`;
        for (let from = 0; from < MILLION; from += 50_000) {
          await client.eval(fill, { arguments: [String(from), String(from + 49_999)] });
        }
        await client.configResetStat();
      });
      const growth = await growthOf(async () => {
        const { facts, page } = await firstPage({ kind: 'redis', url: redis.url, ours: false });
        expect(facts).toMatchObject({ prefix: 'sess:', changes: 'ask' });
        expect(page.rows.length).toBeGreaterThanOrEqual(200);
        expect(page.rows.length).toBeLessThan(1_200);
        expect(page.keys).toBe(MILLION);
        expect(page.rows[0]).toMatchObject({ user: expect.stringMatching(/^user-\d+$/) as string, readable: true });
        expect(page.rows[0]!.end).toBeGreaterThan(Date.now());
        const { n, longest } = await counted();
        expect(n).toBeGreaterThanOrEqual(MILLION);
        expect(longest).toBeLessThan(AT_ONCE * 2);
        const found = await rowsOf('user-999999');
        expect(new Set(found.ids)).toEqual(new Set(['sess:999999']));
        expect(found.longest, 'no step of a search is long').toBeLessThan(AT_ONCE * 2);
      });
      expect(growth, 'MB').toBeLessThan(50);
      const used = await redis.ask((client) => client.info('commandstats'));
      const commands = [...used.matchAll(/^cmdstat_([^:|]+)/gm)].map(([, name]) => name);
      expect(
        commands.filter((name) => /keys|flush|sort|debug|monitor|config/.test(name!) && name !== 'config'),
      ).toEqual([]);
    },
  );

  it('has its keys left alone until the user says otherwise, and only those with the prefix then', async () => {
    await redis.start();
    const theirs = { 'sess:1': '{"user":"alice"}', 'sess:2': '{"user":"bob"}', cache: 'something', 'se[s]s:*': '{}' };
    await redis.ask(async (client) => {
      await client.mSet(theirs);
      await client.hSet('sess:hash', 'a', '1');
    });
    const everything = (): Promise<string[]> => redis.ask(async (client) => (await client.keys('*')).sort());
    const before = await everything();
    expect(await desk.open({ kind: 'redis', url: redis.url, ours: false })).toMatchObject({ changes: 'ask' });
    await expect(desk.destroy(['sess:1'])).rejects.toMatchObject({ code: 'store-forbidden' });
    await expect(desk.expire(['sess:1'])).rejects.toMatchObject({ code: 'store-forbidden' });
    await expect(desk.edit('sess:1', {}, '')).rejects.toMatchObject({ code: 'store-forbidden' });
    await expect(desk.destroyAll(null)).rejects.toMatchObject({ code: 'store-forbidden' });
    expect(await everything()).toEqual(before);

    await desk.allow();
    expect(await desk.edit('sess:1', { user: 'carol' }, theirs['sess:1'])).toBe(1);
    expect(await desk.edit('sess:1', { user: 'eve' }, theirs['sess:1']), 'somebody has changed it meanwhile').toBe(0);
    expect(await desk.edit('sess:9', {}, ''), 'what is gone stays gone').toBe(0);
    expect((await desk.page(first)).rows.map(({ user }) => user).sort()).toEqual(['bob', 'carol']);
    expect(await desk.destroyAll(null)).toEqual({ n: 2, next: null });
    expect(await everything()).toEqual(['cache', 'se[s]s:*', 'sess:hash']);
    await desk.setPrefix('se[s]s:*');
    expect((await desk.page(first)).rows.map(({ id }) => id)).toEqual(['se[s]s:*']);
    await desk.setPrefix('sess:');
    expect((await desk.page({ ...first, only: ['cache', 'sess:none'] })).rows, 'no key of others').toEqual([]);
    await desk.setPrefix('');
    await expect(desk.destroyAll(null)).rejects.toThrow('Name a prefix first');
    expect(await everything()).toEqual(['cache', 'se[s]s:*', 'sess:hash']);
  });

  it('that holds long values as well is read by their beginnings', async () => {
    await redis.start();
    const long = `{"user":"alice","rest":"${'x'.repeat(3_000_000)}"}`;
    await redis.ask((client) => client.mSet({ 'sess:long': long, 'sess:short': '{"user":"bob"}' }));
    await redis.ask((client) => client.configResetStat());
    await desk.open({ kind: 'redis', url: redis.url, ours: false });
    const { rows } = await desk.page(first);
    expect(rows.map(({ id, bytes }) => [id, bytes]).sort()).toEqual([
      ['sess:long', long.length],
      ['sess:short', 14],
    ]);
    const sent = /total_net_output_bytes:(\d+)/.exec(await redis.ask((client) => client.info('stats')))?.[1];
    expect(Number(sent)).toBeLessThan(100_000);
    expect((await desk.value('sess:long'))?.whole).toBe(false);
  });

  it('says when it is gone, and goes on when it is back', async () => {
    await redis.start();
    await redis.ask((client) => client.set('sess:1', '{}'));
    await desk.open({ kind: 'redis', url: redis.url, ours: false });
    await redis.ask((client) => client.sendCommand(['SHUTDOWN', 'NOSAVE']).catch(() => undefined));
    await expect(desk.page(first)).rejects.toMatchObject({ code: 'store-unusable' });
    await redis.start();
    await redis.ask((client) => client.set('sess:2', '{}'));
    expect((await desk.page(first)).rows.map(({ id }) => id)).toEqual(['sess:2']);
  });

  it('that hangs says so, and is read again when it goes on', { timeout: 20_000 }, async () => {
    await redis.start();
    await redis.ask((client) => client.set('sess:1', '{}'));
    await desk.open({ kind: 'redis', url: redis.url, ours: false });
    redis.hang();
    await expect(desk.page(first)).rejects.toThrow('The host in the setting authLab.redisUrl does not answer.');
    redis.goOn();
    expect((await desk.page(first)).rows.map(({ id }) => id)).toEqual(['sess:1']);
  });

  it('that cannot be used says why, without a word of its address', async () => {
    const servers: Server[] = [];
    const portOf = async (talk: (socket: Socket) => void): Promise<number> => {
      const server = createServer((socket) => talk(socket.on('error', () => undefined)));
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return (server.address() as { port: number }).port;
    };
    const web = await portOf((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const mute = await portOf((socket) => socket.destroy());
    const free = await portOf(() => undefined);
    servers.pop()?.close();
    guarded = await new OwnRedis(free).start('--requirepass', 'opensesame');
    const told = async (url: string): Promise<string> => {
      try {
        await desk.open({ kind: 'redis', url, ours: false });
        return 'fine';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    };
    const S = 'the setting authLab.redisUrl';
    const at = (login: string, path = ''): string => `redis://${login}127.0.0.1:${free}${path}`;
    expect(await told(at(''))).toBe(`This Redis needs a password, and ${S} names none.`);
    const wrong = `This Redis does not accept the user name or the password in ${S}.`;
    expect(await told(at(':hunter2@'))).toBe(wrong);
    expect(await told(at(':opensesame@'))).toBe('fine');
    expect(await told(at(':opensesame@', '/99'))).toBe(`This Redis has no database with the number in ${S}.`);
    expect(await told(`redis://:hunter2@127.0.0.1:${web}`)).toBe(`What answers at the address in ${S} is no Redis.`);
    expect(await told(`redis://:hunter2@127.0.0.1:${mute}`)).toMatch(
      /^The connection was closed before Redis answered\./,
    );
    expect(await told(`rediss://:hunter2@127.0.0.1:${web}`)).toBe(
      `What answers at the address in ${S} does not speak TLS: try redis:// instead of rediss://.`,
    );
    for (const server of servers) server.close();
    expect(await told(`redis://:hunter2@127.0.0.1:${web}`)).toBe(
      `Nothing accepts connections at the address in ${S}. Is Redis running?`,
    );
    expect(await told('unix://:hunter2@/nowhere/redis.sock')).toContain('names no socket');
    expect(await told('unix:///nowhere/redis.sock')).toBe(`There is no socket at the path in ${S}. Is Redis running?`);
    expect(await told('http://:hunter2@localhost')).toContain('begins with another word than redis://');
    expect(await told('hunter2')).toContain('is no URL');
    const typed = desk.open({ kind: 'redis', url: at(':hunter2@'), ours: false, typed: true });
    await expect(typed).rejects.toThrow('This Redis does not accept the user name or the password in this address.');
    expect(execFileSync('ps', ['-o', 'args=', '-p', String(desk.pid)], { encoding: 'utf8' })).not.toMatch(
      /hunter2|opensesame/,
    );
  });
});
