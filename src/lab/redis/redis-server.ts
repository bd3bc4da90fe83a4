import { fork, type ChildProcess } from 'node:child_process';
import { LabFailure } from '../failure';
import { findRedisServer } from './find';
import type { KeeperOrder, KeeperReport, RedisAnswer, RedisReply } from './keeper-protocol';

export interface RedisPlace {
  /** The run's own folder, which nobody else can enter. */
  readonly folder: string;
  readonly socket: string;
  /** The keeper's bundle. */
  readonly keeper: string;
  /** A Redis of the user's own, which is connected to and never started or killed. The address may hold a password. */
  readonly guest?: { readonly url: string; readonly prefix: string } | undefined;
}

/** How long Redis may take to be ready, with its rows read from disk. Real milliseconds. */
const START_DEADLINE = 20_000;

/**
 * A real redis-server that belongs to one run: on a socket in the run's folder, killed like any other process of it,
 * and started again. It never outlives the lab: its keeper sees to that, and the lab to it when the keeper dies.
 */
export class RedisServer {
  #keeper: ChildProcess | null = null;
  #pid: number | null = null;
  #ready = false;
  #starting: { resolve(): void; reject(error: Error): void } | null = null;
  #requests = 0;
  readonly #aligning = new Map<number, () => void>();
  readonly #asking = new Map<number, (answer: RedisAnswer) => void>();
  readonly #ends = new Set<() => void>();

  constructor(private readonly place: RedisPlace) {}

  get isUp(): boolean {
    return this.#ready;
  }

  /** The process, for whoever wants to look at it; null while there is none. */
  get pid(): number | null {
    return this.#pid;
  }

  /**
   * Starts Redis and waits until it takes connections.
   * @param persistent whether each write is on disk before it is answered; what an earlier persistent one wrote is read
   * @throws LabFailure when there is no redis-server on the PATH, or when it does not start
   */
  async start({ persistent = false }: { readonly persistent?: boolean } = {}): Promise<void> {
    const { guest } = this.place;
    const program = guest ? '' : findRedisServer();
    if (program === undefined) throw LabFailure.redisMissing();
    if (this.#pid !== null || this.#ready) return;
    this.#keeper ??= this.#hire(program);
    const started = new Promise<void>((resolve, reject) => (this.#starting = { resolve, reject }));
    const deadline = setTimeout(() => {
      this.#starting?.reject(LabFailure.storeDidNotStart('redis-server was not ready in time.'));
      void this.kill();
    }, START_DEADLINE);
    this.#order(guest ? { type: 'connect', ...guest } : { type: 'start', persistent });
    await started.finally(() => {
      clearTimeout(deadline);
      this.#starting = null;
    });
  }

  /** SIGKILL: what was not on disk is lost. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#pid === null) return;
    const gone = new Promise<void>((resolve) => this.#ends.add(resolve));
    this.#order({ type: 'kill' });
    await gone;
  }

  /**
   * One command, as an operator would type it.
   * @throws Error with Redis's own words
   */
  async ask(...command: readonly string[]): Promise<RedisReply> {
    if (!this.#ready) throw new Error('Redis is down.');
    const request = this.#requests++;
    const answer = await new Promise<RedisAnswer>((resolve) => {
      this.#asking.set(request, resolve);
      this.#order({ type: 'ask', request, command });
    });
    if ('error' in answer) throw new Error(answer.error);
    return answer.reply;
  }

  /**
   * Makes every key as old as it is by the clock of the run.
   * @param now virtual ms since the Unix epoch
   * @param keys those that there can be, or null to look for them
   */
  align(now: number, keys: readonly string[] | null = null): Promise<void> {
    if (!this.#ready) return Promise.resolve();
    const request = this.#requests++;
    return new Promise((resolve) => {
      this.#aligning.set(request, resolve);
      this.#order({ type: 'align', request, now, keys });
    });
  }

  /** Ends Redis and its keeper. One that is not ours goes on, without the keys of this run. */
  async dispose(): Promise<void> {
    await this.kill();
    const keeper = this.#keeper;
    if (!keeper?.connected) return;
    const gone = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
    keeper.disconnect();
    if (this.place.guest) await gone;
  }

  #hire(program: string): ChildProcess {
    const keeper = fork(this.place.keeper, [program, this.place.folder, this.place.socket], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { PATH: process.env['PATH'], LANG: process.env['LANG'], ELECTRON_RUN_AS_NODE: '1' },
    });
    keeper.on('message', (report: KeeperReport) => this.#hear(report));
    keeper.once('error', (error) => this.#lost(keeper, error.message));
    keeper.once('exit', () => this.#lost(keeper, 'its keeper ended.'));
    return keeper;
  }

  #order(order: KeeperOrder): void {
    if (this.#keeper?.connected) this.#keeper.send(order, () => undefined);
  }

  #hear(report: KeeperReport): void {
    switch (report.type) {
      case 'spawned':
        this.#pid = report.pid;
        return;
      case 'ready':
        this.#ready = true;
        this.#starting?.resolve();
        return;
      case 'refused':
        this.#starting?.reject(LabFailure.redisUnusable(report.sentence));
        return;
      case 'answered':
        this.#asking.get(report.request)?.(report.answer);
        this.#asking.delete(report.request);
        return;
      case 'ended':
        this.#ended(report.words);
        return;
      case 'aligned':
        this.#aligning.get(report.request)?.();
        this.#aligning.delete(report.request);
        return;
      default:
        report satisfies never;
    }
  }

  /** Without its keeper nobody would end Redis with the lab, so it goes too. */
  #lost(keeper: ChildProcess, words: string): void {
    if (this.#keeper !== keeper) return;
    this.#keeper = null;
    if (this.#pid !== null) endProcess(this.#pid);
    this.#ended(words);
  }

  #ended(words: string): void {
    this.#pid = null;
    this.#ready = false;
    this.#starting?.reject(LabFailure.storeDidNotStart(`redis-server ended: ${words}`));
    for (const resolve of [...this.#aligning.values(), ...this.#ends]) resolve();
    for (const answer of this.#asking.values()) answer({ error: 'Redis ended.' });
    this.#asking.clear();
    this.#aligning.clear();
    this.#ends.clear();
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
