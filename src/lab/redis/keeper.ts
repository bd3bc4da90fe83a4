import { createClient } from '@redis/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { KeyClock } from './key-clock';
import type { KeeperOrder, KeeperReport } from './keeper-protocol';
import { notePid } from './leftover';

/** How often the keys are made younger while nothing happens. Sessions live for minutes; this must stay well below. */
const STANDSTILL = 60_000;
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
  let aligning: Promise<void> = Promise.resolve();

  const report = (message: KeeperReport): void => {
    if (process.connected) process.send?.(message);
  };
  const leave = (): never => {
    redis?.kill('SIGKILL');
    process.exit(0);
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

  const align = (): Promise<void> => {
    aligning = aligning.then(async () => {
      if (client?.isReady && now !== null) await clock.align(client, now).catch(() => undefined);
    });
    return aligning;
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
      case 'kill':
        redis?.kill('SIGKILL');
        return;
      case 'align':
        now = order.now;
        void align().then(() => report({ type: 'aligned', request: order.request }));
        return;
      default:
        order satisfies never;
    }
  });
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
