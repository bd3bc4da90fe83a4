import crypto from 'node:crypto';
import { SeededBytes } from '../seeded-bytes';

/**
 * Makes the random ids of this process repeatable: session ids, token ids and the salts of sealed cookies come out the
 * same for the same seed. Right for a laboratory only. A boot has a stream of its own, so a restarted server makes new
 * ids.
 */
export function installSeededRandom(seed: string, node: string, boot: number): void {
  const bytes = new SeededBytes(seed, `${node}/${boot}`);
  const patch: Partial<typeof crypto> = {
    randomBytes: ((size: number, callback?: (error: Error | null, buffer: Buffer) => void) => {
      const taken = bytes.take(size);
      if (!callback) return taken;
      process.nextTick(callback, null, taken);
      return undefined;
    }) as typeof crypto.randomBytes,
    randomUUID: () => bytes.uuid(),
  };
  Object.assign(crypto, patch);
  // Web Crypto's own way to the same; the methods of its object are inherited, so one of its own takes precedence.
  Object.defineProperties(globalThis.crypto, {
    getRandomValues: {
      value: <T extends NodeJS.TypedArray>(array: T): T => {
        bytes.take(array.byteLength).copy(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        return array;
      },
    },
    randomUUID: { value: () => bytes.uuid() },
  });
}
