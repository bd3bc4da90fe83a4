import { createClient } from '@redis/client';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RedisServer } from '../../src/lab/redis/redis-server';
import { LabRun } from './lab-run';

const DIST = resolve(import.meta.dirname, '../../dist');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (): ConstructorParameters<typeof RedisServer>[0] => ({
  folder,
  socket: join(folder, 'redis.sock'),
  keeper: join(DIST, 'redis-keeper.js'),
});

/** Asks the Redis of this test something, over a connection of its own. */
async function asking<T>(ask: (client: Awaited<ReturnType<typeof connected>>) => Promise<T>): Promise<T> {
  const client = await connected();
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
}

function connected(socket = join(folder, 'redis.sock')) {
  return createClient({ url: `unix://${socket}` })
    .on('error', () => undefined)
    .connect();
}

describe('a Redis of the lab', () => {
  let redis: RedisServer;
  beforeEach(() => {
    redis = new RedisServer(place());
  });
  afterEach(() => redis.dispose());

  it('takes connections when it says so, on a socket that only its user can open', async () => {
    await redis.start();
    expect(redis.isUp).toBe(true);
    expect(await asking((client) => client.ping())).toBe('PONG');
    expect(await asking((client) => client.configGet('port'))).toEqual({ port: '0' });
  });

  it('forgets everything when it is killed', async () => {
    await redis.start();
    await asking((client) => client.set('auth-lab:a', 'row'));
    const before = redis.pid;
    await redis.kill();
    expect(redis.isUp).toBe(false);
    await redis.start();
    expect(redis.pid).not.toBe(before);
    expect(await asking((client) => client.get('auth-lab:a'))).toBeNull();
  });

  it('forgets nothing when it is killed, if it keeps its rows on disk', async () => {
    await redis.start({ persistent: true });
    await asking((client) => client.set('auth-lab:a', 'row'));
    await redis.kill();
    await redis.start({ persistent: true });
    expect(await asking((client) => client.get('auth-lab:a'))).toBe('row');
  });

  it('says why it does not start', async () => {
    const broken = new RedisServer({ ...place(), socket: join(folder, 'no', 'such', 'folder', 'redis.sock') });
    await expect(broken.start()).rejects.toMatchObject({
      code: 'store-did-not-start',
      message: expect.stringMatching(/^The session store did not start: redis-server ended: .*socket/i) as string,
    });
    await broken.dispose();
  });

  it('goes with its keeper', async () => {
    await redis.start();
    const pid = redis.pid ?? 0;
    process.kill(parentOf(pid), 'SIGKILL');
    await gone(pid);
  });
});

describe('the clock of a Redis of the lab', () => {
  const NOON = Date.UTC(2026, 0, 5, 12);
  const MINUTE = 60_000;
  let redis: RedisServer;
  beforeEach(async () => {
    redis = new RedisServer(place());
    await redis.start();
    await redis.align(NOON);
  });
  afterEach(() => redis.dispose());

  it('is the clock of the run: keys get older with it, and end by it', async () => {
    await asking((client) => client.set('auth-lab:a', 'row', { expiration: { type: 'PX', value: 30 * MINUTE } }));
    await redis.align(NOON + 29 * MINUTE);
    const left = await asking((client) => client.pTTL('auth-lab:a'));
    expect(left).toBeGreaterThan(MINUTE - 5_000);
    expect(left).toBeLessThan(MINUTE + 5_000);
    await redis.align(NOON + 31 * MINUTE);
    expect(await asking((client) => client.exists('auth-lab:a'))).toBe(0);
  });

  it('stands still with the clock of the run', async () => {
    await asking(async (client) => {
      await client.set('auth-lab:a', 'row', { expiration: { type: 'PX', value: 30 * MINUTE } });
      while ((await client.pTTL('auth-lab:a')) > 30 * MINUTE - 200);
      await redis.align(NOON);
      expect(await client.pTTL('auth-lab:a')).toBeGreaterThan(30 * MINUTE - 100);
    });
  });

  it('is not that of others: their keys, and keys without an end, are left alone', async () => {
    await asking(async (client) => {
      await client.set('theirs', 'row', { expiration: { type: 'PX', value: 30 * MINUTE } });
      await client.set('auth-lab:endless', 'row');
      await redis.align(NOON + 31 * MINUTE);
      expect(await client.pTTL('theirs')).toBeGreaterThan(29 * MINUTE);
      expect(await client.pTTL('auth-lab:endless')).toBe(-1);
    });
  });

  it('moves every key of many, each once', async () => {
    const amount = 20_000;
    await asking(async (client) => {
      const write = (index: number): Promise<unknown> =>
        client.set(`auth-lab:${index}`, 'row', { expiration: { type: 'PX', value: 30 * MINUTE } });
      await Promise.all(Array.from({ length: amount }, (_, index) => write(index)));
      await redis.align(NOON + 20 * MINUTE);
      const left = await Promise.all(Array.from({ length: amount }, (_, index) => client.pTTL(`auth-lab:${index}`)));
      expect(Math.max(...left)).toBeLessThan(11 * MINUTE);
      expect(Math.min(...left)).toBeGreaterThan(9 * MINUTE);
    });
  });
});

describe('a run with Redis', () => {
  it('that ends takes Redis and every file along', async () => {
    const run = await new LabRun().start('stateful', { setup: { store: 'redis' }, hold: true });
    await run.until(() => run.state?.phase === 'held');
    const family = descendantsOf(run.pid ?? 0);
    expect(family.map(nameOf)).toContain('redis-server');
    await run.dispose();
    await Promise.all(family.map(gone));
    expect(folderOf(run.pid ?? 0)).toBeUndefined();
  });

  it('has its sessions end by the clock of the run', async () => {
    const run = await new LabRun().start('stateful', { setup: { store: 'redis' }, hold: true });
    await run.until(() => run.state?.phase === 'held');
    while (!run.kinds().includes('cookie.stored')) await run.step();
    const client = await connected(join(tmpdir(), folderOf(run.pid ?? 0) ?? '', 'redis.sock'));
    const advanced = (): number => run.kinds().filter((kind) => kind === 'clock.advanced').length;
    expect(await client.dbSize()).toBe(1);
    for (const sessions of [1, 0]) {
      const before = advanced();
      run.send({ type: 'intervene', what: { type: 'inject', fault: 'wait-16-minutes' } });
      await run.until(() => advanced() > before);
      await run.step();
      expect(await client.dbSize()).toBe(sessions);
    }
    client.destroy();
    await run.dispose();
  });

  it('whose lab is killed leaves no Redis', async () => {
    const run = await new LabRun().start('stateful', { setup: { store: 'redis' }, hold: true });
    await run.until(() => run.state?.phase === 'held');
    const [lab, family] = [run.pid ?? 0, descendantsOf(run.pid ?? 0)];
    process.kill(lab, 'SIGKILL');
    await Promise.all(family.map(gone));
  });

  it('whose lab and keeper are killed leaves a Redis that the next lab ends', async () => {
    const run = await new LabRun().start('stateful', { setup: { store: 'redis' }, hold: true });
    await run.until(() => run.state?.phase === 'held');
    const family = descendantsOf(run.pid ?? 0);
    const redis = family.find((pid) => nameOf(pid) === 'redis-server') ?? 0;
    // The keeper cannot be heard of and cannot hear: both are stopped before either of them dies.
    const pair = [run.pid ?? 0, parentOf(redis)];
    for (const pid of pair) process.kill(pid, 'SIGSTOP');
    for (const pid of pair) process.kill(pid, 'SIGKILL');
    await Promise.all(pair.map(gone));
    expect(nameOf(redis)).toBe('redis-server');
    const next = await new LabRun().start('stateful', { hold: true });
    await next.until(() => next.state?.phase === 'held');
    await next.dispose();
    await gone(redis);
    expect(folderOf(run.pid ?? 0)).toBeUndefined();
  });

  it('says in one sentence that there is no Redis, and how to get one', async () => {
    const words = ['run', 'stateful', '--store', 'redis'];
    const child = spawn(process.execPath, [join(DIST, 'cli.js'), ...words], {
      env: { ...process.env, PATH: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said]).toEqual([
      1,
      'No redis-server was found on the PATH: install Redis 6 or later ("apt-get install redis-server", "brew install redis"), or choose another store.\n',
    ]);
  });
});

function descendantsOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
  return children.map(Number).flatMap((child) => [child, ...descendantsOf(child)]);
}

function nameOf(pid: number): string {
  return /^Name:\s+(.+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** The folder that a lab made for its run. */
function folderOf(lab: number): string | undefined {
  return readdirSync(tmpdir()).find((name) => name.startsWith(`auth-lab-${lab}-`));
}

/** Resolves when a process is gone. The system tells nobody but the parent, so this one does look again and again. */
async function gone(pid: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (isRunning(pid)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there`);
    await new Promise((done) => setImmediate(done));
  }
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
