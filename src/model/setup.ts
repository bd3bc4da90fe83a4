import * as z from 'zod/mini';
import { STORE_KINDS } from './store-kinds';

/** How a run is deployed; whatever is left out is the scenario's own choice. */
export const setup = z.object({
  store: z.optional(z.enum(STORE_KINDS)),
});
export type Setup = z.infer<typeof setup>;
