import { createClient } from '@redis/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { redisProblem } from '../../redis/address';
import { connectToRedis, RedisUnusable } from '../../redis/connect';
import { KeyClock } from './key-clock';
import type { KeeperOrder, KeeperReport, RedisAnswer, RedisReply } from './keeper-protocol';
import { notePid } from './leftover';

/** How often the keys are made younger while nothing happens. Sessions live for minutes; this must stay well below. */
const STANDSTILL = 60_000;
/** How long the keys of a run may take to be cleared from a Redis that is not ours. Real milliseconds. */
const CLEARING_DEADLINE = 10_000;
/** What Redis has said lately, in case it ends. Characters. */
const REMEMBERED = 2_000;

/**
 * Keeps one Redis for one lab. Redis does not end with the process that started it, so this one stands between them:
 * its channel closes with the lab, however that ended, and then it ends Redis.
 */
function keep(program: string, folder: string, socket: string): void {
  const clock = new KeyClock();
  let redis: ChildProcess | null = null;
  let client: ReturnType<typeof clientOf> | null = null;
  let now: number | null = null;
  let known: readonly string[] | null = null;
  let guestPrefix: string | null = null;
  let aligning: Promise<void> = Promise.resolve();

  const report = (message: KeeperReport): void => {
    if (process.connected) process.send?.(message);
  };
  const leave = (): void => {
    redis?.kill('SIGKILL');
    if (guestPrefix === null || !client?.isReady) process.exit(0);
    setTimeout(() => process.exit(0), CLEARING_DEADLINE);
    void clear(client, guestPrefix).finally(() => process.exit(0));
  };

  const start = (persistent: boolean): void => {
    if (redis) return;
    const child = spawn(program, settings(folder, socket, persistent), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    redis = child;
    let said = '';
    const hear = (text: string): void => {
      const ready = /ready to accept connections/i;
      const before = ready.test(said);
      said = (said + text).slice(-REMEMBERED);
      if (!before && ready.test(said)) void connect(child);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    const ended = (words: string): void => {
      if (redis !== child) return;
      redis = null;
      if (client?.isOpen) client.destroy();
      client = null;
      report({ type: 'ended', words });
    };
    child.once('error', (error) => ended(error.message));
    child.once('close', () => ended(lastLine(said)));
    if (child.pid === undefined) return;
    notePid(folder, child.pid);
    report({ type: 'spawned', pid: child.pid });
  };

  const connect = async (child: ChildProcess): Promise<void> => {
    const fresh = clientOf(socket);
    fresh.on('error', () => undefined); // the end of the process is told apart
    try {
      await fresh.connect();
    } catch {
      return;
    }
    if (redis !== child) return;
    client = fresh;
    report({ type: 'ready' });
  };

  const connectToGuest = async (url: string, prefix: string): Promise<void> => {
    try {
      const onLost = (): void => {
        if (client !== guest) return;
        client = null;
        report({ type: 'ended', words: 'the connection was lost' });
      };
      const guest = await connectToRedis(url, { onLost });
      client = guest;
      guestPrefix = prefix;
      report({ type: 'ready' });
    } catch (error) {
      const sentence = error instanceof RedisUnusable ? error.message : redisProblem(error);
      report({ type: 'refused', sentence });
    }
  };

  const align = (): Promise<void> => {
    aligning = aligning.then(async () => {
      if (client?.isReady && now !== null) await clock.align(client, now, known).catch(() => undefined);
    });
    return aligning;
  };

  const ask = async (command: readonly string[]): Promise<RedisAnswer> => {
    if (!client?.isReady) return { error: 'Redis is down.' };
    try {
      return { reply: (await client.sendCommand([...command])) as unknown as RedisReply };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };

  process.on('disconnect', leave);
  process.on('SIGTERM', leave);
  process.on('SIGHUP', leave);
  process.on('SIGINT', () => undefined); // Ctrl+C reaches the whole group; the lab decides when Redis goes
  setInterval(() => void align(), STANDSTILL).unref();

  process.on('message', (order: KeeperOrder) => {
    switch (order.type) {
      case 'start':
        start(order.persistent);
        return;
      case 'connect':
        void connectToGuest(order.url, order.prefix);
        return;
      case 'kill':
        redis?.kill('SIGKILL');
        return;
      case 'ask':
        void ask(order.command).then((answer) => report({ type: 'answered', request: order.request, answer }));
        return;
      case 'align':
        now = order.now;
        known = order.keys;
        void align().then(() => report({ type: 'aligned', request: order.request }));
        return;
      default:
        order satisfies never;
    }
  });
}

/** Deletes what a run has left in a Redis that is not ours: the keys of that run, found by its prefix, and no others. */
async function clear(client: ReturnType<typeof clientOf>, prefix: string): Promise<void> {
  for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) {
    if (keys.length > 0) await client.unlink(keys);
  }
}

/** A connection of the keeper's own, for one life of Redis. */
function clientOf(socket: string) {
  return createClient({ socket: { path: socket, tls: false, reconnectStrategy: false }, disableOfflineQueue: true });
}

/** Listens on a socket in the run's folder and nowhere else, and writes nothing to disk unless it is to survive. */
function settings(folder: string, socket: string, persistent: boolean): string[] {
  return [
    ...['--port', '0'],
    ...['--unixsocket', socket, '--unixsocketperm', '700'],
    ...['--save', ''],
    ...(persistent ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']),
    ...['--dir', folder],
  ];
}

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1) ?? '';
}

const [program, folder, socket] = process.argv.slice(2);
if (!process.send || program === undefined || folder === undefined || socket === undefined) {
  process.stderr.write('The keeper of Redis is started by the lab: run "npm run lab -- run stateful --store redis".\n');
  process.exit(2);
}
keep(program, folder, socket);
