import { createClient, WatchError } from '@redis/client';
import { addressProblem, redisProblem, type AddressPlace } from './address';

/** A Redis that cannot be used; the message is one sentence for a person and holds nothing of the address. */
export class RedisUnusable extends Error {
  override readonly name = 'RedisUnusable';
}

/** How long a Redis may take to answer at all. Real milliseconds. */
const DEADLINE = 5_000;

export type RedisConnection = Awaited<ReturnType<typeof connectToRedis>>;

/**
 * Connects to a Redis and makes sure that it is one, and lets us in.
 * @param url may hold a password: it goes to nobody else
 * @param options `onLost`: the connection ended, not by us; it is not made again. `place`: for the sentences that speak
 *   of the address
 * @throws RedisUnusable with what is wrong
 */
export async function connectToRedis(
  url: string,
  { onLost = () => undefined, place }: { readonly onLost?: () => void; readonly place?: AddressPlace } = {},
) {
  const wrong = addressProblem(url, place);
  if (wrong !== null) throw new RedisUnusable(wrong);
  const client = createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled', // for a managed Redis, which tells when it moves
    socket: { connectTimeout: DEADLINE, reconnectStrategy: false },
  });
  let failed: (error: unknown) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => (failed = reject));
  broken.catch(() => undefined);
  client.on('error', (error) => failed(error));
  const deadline = setTimeout(() => failed(new Error('ConnectionTimeout')), DEADLINE);
  try {
    await Promise.race([client.connect().then(() => client.ping()), broken]);
  } catch (error) {
    if (client.isOpen) client.destroy();
    throw new RedisUnusable(redisProblem(error, place));
  } finally {
    clearTimeout(deadline);
  }
  client.on('end', onLost);
  client.on('error', onLost);
  return client;
}

/** True when a transaction did nothing because what it watches was changed by somebody else. */
export function changedMeanwhile(error: unknown): boolean {
  return error instanceof WatchError;
}
