import * as z from 'zod/mini';

/**
 * Where a store keeps its rows. `ours`: it belongs to a demo, and its rows may be changed without a question.
 * The `url` of a Redis may hold a password: it travels from the setting to whoever connects, and nowhere else.
 */
export const storeAddress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), file: z.string(), ours: z.boolean() }),
  z.object({
    kind: z.literal('redis'),
    url: z.string(),
    prefix: z.optional(z.string()),
    ours: z.boolean(),
    /** The user has typed the address; left out where it stands in the setting. */
    typed: z.optional(z.boolean()),
  }),
]);
export type StoreAddress = z.infer<typeof storeAddress>;

/**
 * Where a run keeps its sessions, as the run tells it. A Redis of the user's own is reached by the setting alone: its
 * address is not told, and `socket` is null.
 */
export const runStore = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), file: z.string() }),
  z.object({ kind: z.literal('redis'), socket: z.nullable(z.string()), prefix: z.string() }),
]);
export type RunStoreAddress = z.infer<typeof runStore>;
