import * as z from 'zod/mini';
import { TRUTH_VERDICTS } from './truth-protocol';

const verdictPair = { first: z.nullable(z.enum(TRUTH_VERDICTS)), second: z.nullable(z.enum(TRUTH_VERDICTS)) };

/** Two runs that are not branches of one: what they are called, and what was measured beside them. */
export const runPair = z.object({
  first: z.string(),
  second: z.string(),
  /** Something is being measured. */
  measuring: z.boolean(),
  /** Measured with servers that are deployed like those of the two runs; null where nothing was. */
  measured: z.nullable(
    z.object({
      /** Microseconds of real time to find out who is asking; null where that was not measured. */
      authorize: z.object({ first: z.nullable(z.number()), second: z.nullable(z.number()) }),
      /** What a user finds who was logged in when something happened; null where it cannot happen. */
      incidents: z.array(z.object({ title: z.string(), ...verdictPair })),
    }),
  ),
});
export type RunPair = z.infer<typeof runPair>;
