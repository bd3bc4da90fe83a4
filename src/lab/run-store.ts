import { join } from 'node:path';
import type { StoreKind, Trace } from '../model';
import type { AddressBook } from './address';
import type { StoreOrder } from './node-protocol';
import { RedisServer } from './redis/redis-server';

/** Where the sessions of one run live, as far as that is the lab's business: it owns the store, the nodes open it. */
export class RunStore {
  readonly #redis: RedisServer | null;

  constructor(
    private readonly kind: StoreKind,
    private readonly addresses: AddressBook,
  ) {
    const keeper = join(__dirname, 'redis-keeper.js');
    this.#redis = kind === 'redis' ? new RedisServer({ folder: addresses.folder, socket: this.#socket, keeper }) : null;
  }

  get #socket(): string {
    return this.addresses.addressOf('redis');
  }

  /** Brings up what must run before a node can open its store. @throws LabFailure when that cannot be had */
  async start(): Promise<void> {
    await this.#redis?.start();
  }

  /** What a node is told that starts now. @param trace the run so far */
  order(trace: Trace): StoreOrder {
    switch (this.kind) {
      case 'sqlite':
        return { kind: 'sqlite', file: this.addresses.fileOf('sessions.sqlite') };
      case 'redis':
        return { kind: 'redis', socket: this.#socket, ends: endsIn(trace) };
      case 'memory':
      case 'cookie':
        return { kind: 'memory' };
      default:
        return this.kind satisfies never;
    }
  }

  /** A store with a clock of its own is told the time of the run. @param now virtual ms since the Unix epoch */
  async setTime(now: number): Promise<void> {
    await this.#redis?.align(now);
  }

  async dispose(): Promise<void> {
    await this.#redis?.dispose();
  }
}

/**
 * When each session ends, as the trace tells it. Redis would say it too, but by a clock that ticks between two looks:
 * no two runs would tell the same.
 */
function endsIn(trace: Trace): Record<string, number | null> {
  const ends: Record<string, number | null> = {};
  for (const event of trace) {
    if (event.kind !== 'store.answered') continue;
    const { op, row } = event.data;
    if ((op === 'set' || op === 'touch') && row) ends[row.sid] = row.expires;
  }
  return ends;
}
