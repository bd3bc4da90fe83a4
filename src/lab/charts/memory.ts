import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { Chart } from '../../model/charts-protocol';
import type { AddressBook } from '../address';
import { KEEPERS, type Keeper, type ServerAnswer, type ServerOrder } from './measured-server';
import type { Tell } from './measurer';

/** Users who are logged in when the server is weighed. */
const POINTS = [0, 500, 1_000, 2_500, 5_000, 7_500, 10_000];
/** SQLite has each log-in on disk before it answers, which takes its time and soon says all that there is to say. */
const MOST_ON_DISK = 1_000;
/** Log-ins before the first weighing: the program that just started grows by itself, by a megabyte and a half. */
const WARM_UP = 1_000;
/** Connections of the clients. */
const AT_ONCE = 8;
const MEGABYTE = 1_000_000;

const TITLES: Readonly<Record<Keeper, string>> = {
  memory: 'Sessions in memory',
  sqlite: 'Sessions in SQLite',
  tokens: 'Tokens',
};

/** The memory of a server against the number of users who are logged in at it. */
export async function measureMemory(addresses: AddressBook, tell: Tell): Promise<Chart> {
  const total = KEEPERS.length * POINTS.length;
  const series: Chart['series'] = [];
  const perUser = new Map<Keeper, number>();
  const resident = new Map<Keeper, number>();
  for (const [index, keeper] of KEEPERS.entries()) {
    const server = await MeasuredServer.start(addresses, keeper, index);
    try {
      await server.logIn(WARM_UP);
      const empty = await server.weigh();
      const most = keeper === 'sqlite' ? MOST_ON_DISK : Number.POSITIVE_INFINITY;
      const values: (number | null)[] = [];
      for (const [point, users] of POINTS.entries()) {
        if (users > most) {
          values.push(null);
          continue;
        }
        tell(`${TITLES[keeper]}: ${users.toLocaleString('en-US')} users`, index * POINTS.length + point, total);
        await server.logIn(users - (POINTS[point - 1] ?? 0));
        const { held, resident: given } = await server.weigh();
        const grown = held - empty.held;
        resident.set(keeper, given / MEGABYTE);
        values.push(grown / MEGABYTE);
        perUser.set(keeper, grown / Math.max(users, 1));
      }
      series.push({ title: TITLES[keeper], values });
    } finally {
      await server.stop();
    }
  }
  const last = (POINTS.at(-1) ?? 0).toLocaleString('en-US');
  const given = (keeper: Keeper): string => `${(resident.get(keeper) ?? 0).toFixed(0)} MB`;
  return {
    id: 'memory',
    title: 'Server memory against logged-in users',
    finding: findingOf((keeper) => perUser.get(keeper) ?? 0),
    how: `For each line, one of the teaching servers ran in a process of its own. So many users logged in to it over HTTP; their passwords were not hashed, which costs time and no memory. Then its garbage was collected, and what it held beyond the first ${String(WARM_UP)} log-ins was read (process.memoryUsage: heapUsed and external).`,
    form: 'lines',
    x: { title: 'Users who are logged in', values: POINTS, names: [] },
    y: { title: 'Memory that the server holds', unit: 'MB' },
    series,
    limits: [],
    notes: [
      `SQLite was measured up to ${MOST_ON_DISK.toLocaleString('en-US')} users: it writes each log-in to disk before it answers.`,
      `At the end the system had given ${given('memory')} to the process with ${last} sessions in memory, and ${given('tokens')} to the one that had signed as many tokens.`,
    ],
  };
}

/** Bytes for each user below which nothing is said: as much comes and goes by itself. */
const NOTHING = 50;

function findingOf(perUser: (keeper: Keeper) => number): string {
  const words = (keeper: Keeper): string =>
    perUser(keeper) < NOTHING
      ? 'too little to be measured'
      : `about ${Math.round(perUser(keeper)).toLocaleString('en-US')} bytes`;
  const [sqlite, tokens] = [words('sqlite'), words('tokens')];
  const others =
    sqlite === tokens
      ? `With sessions in SQLite, or with tokens, it is ${tokens}.`
      : `With sessions in SQLite it is ${sqlite}, with tokens ${tokens}.`;
  return `With its session in memory, each user who is logged in takes ${words('memory')} of the server. ${others}`;
}

/** A teaching server in a process of its own, with clients that log in to it. */
class MeasuredServer {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  private constructor(
    readonly child: ChildProcess,
    readonly address: string,
  ) {}

  static async start(addresses: AddressBook, keeper: Keeper, index: number): Promise<MeasuredServer> {
    const child = fork(process.argv[1] ?? '', ['server'], {
      execArgv: ['--expose-gc'],
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const address = addresses.addressOf(`measured-${String(index)}`);
    const server = new MeasuredServer(child, address);
    await server.#ask({
      type: 'serve',
      keeper,
      address,
      users: addresses.fileOf('users.sqlite'),
      sessions: addresses.fileOf('sessions.sqlite'),
    });
    return server;
  }

  /** Logs so many users in, each with a client of their own. */
  async logIn(users: number): Promise<void> {
    let left = users;
    const client = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await this.#logInOnce();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
  }

  async weigh(): Promise<Extract<ServerAnswer, { type: 'weighed' }>> {
    const answer = await this.#ask({ type: 'weigh' });
    if (answer.type !== 'weighed') throw new Error('The server that was measured answered another question.');
    return answer;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  async #ask(order: ServerOrder): Promise<ServerAnswer> {
    const answered = new Promise<ServerAnswer>((resolve, reject) => {
      this.child.once('message', (answer) => resolve(answer as ServerAnswer));
      this.child.once('exit', () => reject(new Error('The server that was measured ended.')));
    });
    this.child.send(order);
    return answered;
  }

  #logInOnce(): Promise<void> {
    const body = JSON.stringify({ username: 'alice', password: 'wonderland' });
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          socketPath: this.address,
          agent: this.#agent,
          method: 'POST',
          path: '/login',
          headers: {
            Host: 'shop.example',
            'X-Forwarded-Proto': 'https',
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
          },
        },
        (response) => {
          response.resume();
          response.once('end', () => {
            if (response.statusCode === 200) resolve();
            else reject(new Error(`A log-in was answered with ${String(response.statusCode)}.`));
          });
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  }
}
