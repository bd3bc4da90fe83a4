import * as z from 'zod/mini';

/** Where the sessions of a run live. In a `cookie` they live in the browser alone, encrypted: there is no store. */
export const STORE_KINDS = ['memory', 'sqlite', 'redis', 'cookie'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** How a run is deployed; whatever is left out is the scenario's own choice. */
export const setup = z.object({
  store: z.optional(z.enum(STORE_KINDS)),
});
export type Setup = z.infer<typeof setup>;
