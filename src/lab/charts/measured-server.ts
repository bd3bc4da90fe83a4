import { MemoryStore, type Store } from 'express-session';
import { createServer } from 'node:http';
import { createSecretKey, randomBytes } from 'node:crypto';
import { createKeyRing } from '../../apps/keys';
import { SqliteStore } from '../../apps/sqlite-store';
import { createStatefulApp } from '../../apps/stateful';
import { createStatelessApp } from '../../apps/stateless';
import { Users, type User } from '../../apps/users';

/** What keeps the users logged in whose number grows. */
export const KEEPERS = ['memory', 'sqlite', 'tokens'] as const;
export type Keeper = (typeof KEEPERS)[number];

/** To the server that is measured. */
export type ServerOrder =
  | {
      readonly type: 'serve';
      readonly keeper: Keeper;
      readonly address: string;
      readonly users: string;
      readonly sessions: string;
    }
  | { readonly type: 'weigh' };
export type ServerAnswer =
  | { readonly type: 'serving' }
  /** Bytes: what the program holds after a garbage collection, and what the system has given the process. */
  | { readonly type: 'weighed'; readonly held: number; readonly resident: number };

/** Passwords cost time and no memory: whoever says a name is who they say, so that thousands can log in. */
class UsersWithoutPasswords extends Users {
  override checkPassword(name: unknown): Promise<User | undefined> {
    return Promise.resolve(typeof name === 'string' ? this.findByName(name) : undefined);
  }
}

/** One of the teaching servers as it is, without taps, in this process. It needs `--expose-gc`. */
export function serveMeasured(): void {
  const collect = (globalThis as { gc?: () => void }).gc;
  const answer = (message: ServerAnswer): void => void process.send?.(message);
  process.on('message', (order: ServerOrder) => {
    if (order.type === 'serve') {
      createServer(appFor(order)).listen(order.address, () => answer({ type: 'serving' }));
      return;
    }
    // Twice: what the first one finalizes, the second one frees.
    collect?.();
    collect?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    answer({ type: 'weighed', held: heapUsed + external, resident: rss });
  });
}

function appFor({ keeper, users: file, sessions }: Extract<ServerOrder, { type: 'serve' }>) {
  const users = new UsersWithoutPasswords(file);
  if (keeper === 'tokens') {
    const key = { kid: 'measured', key: createSecretKey(randomBytes(32)) };
    const origin = 'https://shop.example';
    return createStatelessApp({ keys: createKeyRing('HS256', [key]), issuer: origin, audience: origin, users });
  }
  const store: Store = keeper === 'sqlite' ? new SqliteStore(sessions) : new MemoryStore();
  return createStatefulApp({ secrets: [randomBytes(32).toString('base64url')], store, users });
}
