import type { StoreOrder } from '../../node-protocol';
import { openMemory } from './memory';
import type { NodeStore } from './opened-store';
import { openSqlite } from './sqlite';

/** Opens the store that the lab ordered. */
export async function openStore(order: StoreOrder): Promise<NodeStore> {
  switch (order.kind) {
    case 'memory':
      return openMemory();
    case 'sqlite':
      return openSqlite(order.file);
    case 'redis': {
      // The client is as large as the rest of a node together: only who uses it shall wait for it.
      const { openRedis } = await import('./redis');
      return openRedis(order);
    }
    default:
      return order satisfies never;
  }
}
