import * as z from 'zod/mini';
import { BALANCING, MOST_NODES, SIGNING_ALGORITHMS, TOKEN_MODES } from './setup-words';
import { STORE_KINDS } from './store-kinds';

export * from './setup-words';

/** How a run is deployed; whatever is left out is the scenario's own choice. */
export const setup = z.object({
  store: z.optional(z.enum(STORE_KINDS)),
  tokens: z.optional(z.enum(TOKEN_MODES)),
  algorithm: z.optional(z.enum(SIGNING_ALGORITHMS)),
  /** Servers that run the same app. With more than one, a load balancer stands before them. */
  nodes: z.optional(z.int().check(z.gte(1), z.lte(MOST_NODES))),
  balancing: z.optional(z.enum(BALANCING)),
});
export type Setup = z.infer<typeof setup>;

/** A setup with every choice made. */
export type CompleteSetup = { readonly [K in keyof Setup]-?: Exclude<Setup[K], undefined> };
