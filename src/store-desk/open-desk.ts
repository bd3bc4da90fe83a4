import type { StoreAddress } from '../model/store-address';
import type { Desk } from './desk';

export interface Clocks {
  /** Real milliseconds that only ever grow. */
  readonly now: () => number;
  /** Ms since the Unix epoch. */
  readonly today: () => number;
}

/** Opens the store at an address. Each kind is loaded when it is asked for. @throws DeskProblem */
export async function openDesk(address: StoreAddress, clocks: Clocks): Promise<Desk> {
  switch (address.kind) {
    case 'sqlite': {
      const { SqliteDesk } = await import('./sqlite/sqlite-desk');
      return new SqliteDesk({ ...address, ...clocks });
    }
    case 'redis': {
      const { RedisDesk } = await import('./redis/redis-desk');
      return RedisDesk.open({ ...address, place: address.typed === true ? 'typed' : 'setting', ...clocks });
    }
    default:
      return address satisfies never;
  }
}
