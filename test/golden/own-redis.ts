import { createClient } from '@redis/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Redis that stands for one of the user's own: it is not ours, and nothing of ours starts or ends it. */
export class OwnRedis {
  readonly #folder = mkdtempSync(join(tmpdir(), 'own-redis-'));
  #child: ChildProcess | null = null;

  /** @param port of 127.0.0.1, where a socket will not do */
  constructor(readonly port = 0) {}

  get socket(): string {
    return join(this.#folder, 'own.sock');
  }

  get url(): string {
    return `unix://${this.socket}`;
  }

  /** @param settings words of the command line, such as `--requirepass` */
  async start(...settings: readonly string[]): Promise<this> {
    const words = [
      '--port',
      String(this.port),
      '--unixsocket',
      this.socket,
      '--save',
      '',
      '--dir',
      this.#folder,
      ...settings,
    ];
    const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (/ready to accept connections/i.test(said)) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(said)));
    });
    return this;
  }

  /** Asks it something, over a connection of the test's own. */
  async ask<T>(work: (client: Awaited<ReturnType<typeof connected>>) => Promise<T>, password = ''): Promise<T> {
    const client = await connected(this.socket, password);
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  }

  /** It takes connections and answers none. */
  hang(): void {
    this.#child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child?.kill('SIGCONT');
  }

  async dispose(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child && child.exitCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function connected(path: string, password: string) {
  return createClient({ socket: { path, tls: false }, ...(password !== '' && { password }) })
    .on('error', () => undefined)
    .connect();
}
