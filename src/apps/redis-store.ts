import { createClient } from '@redis/client';
import { RedisStore } from 'connect-redis';

/** Begins every key, so that one Redis can serve several applications and none touches the rows of another. */
export const PREFIX = 'auth-lab:';

export interface RedisStoreOptions {
  /** `unix:///path` on the same machine, `rediss://user:password@host` across a network: the second "s" is for TLS. */
  readonly url: string;
  /** Begins every key. */
  readonly prefix?: string;
  readonly onError: (error: Error) => void;
}

/** Sessions in Redis: every server that is connected to it shares them, and they outlive each of the servers. */
export function createRedisStore({ url, prefix = PREFIX, onError }: RedisStoreOptions) {
  const client = createClient({
    url,
    // While Redis is away, a command fails at once. In a queue, requests would wait for it, and nobody would know why.
    disableOfflineQueue: true,
  });
  // Without a listener, a lost connection would end the whole process. With one, the client connects again by itself.
  client.on('error', onError);
  client.connect().catch(onError);
  // A row ends by itself: each gets the time to live that its cookie has left.
  return { client, store: new RedisStore({ client, prefix }) };
}
