import * as z from 'zod/mini';
import type { Frequency } from './contracts';
import type { EventKind } from './events';
import { isEventKind } from './kinds';

/** A failure that waits for its moment. */

export const faultValues = z.record(z.string(), z.union([z.string(), z.number()]));

export const frequency: z.ZodMiniType<Frequency> = z.discriminatedUnion('how', [
  z.object({ how: z.literal('once') }),
  z.object({ how: z.literal('first'), n: z.int().check(z.gte(1), z.lte(1_000)) }),
  z.object({ how: z.literal('chance'), p: z.number().check(z.gte(0), z.lte(1)) }),
  z.object({ how: z.literal('always') }),
]);

/** At which events an armed failure may strike. */
export const occasion = z.object({
  kind: z.custom<EventKind>((value) => typeof value === 'string' && isEventKind(value)),
  /** The n-th event of this kind, counted over the whole run; left out for any from now on. */
  nth: z.optional(z.int().check(z.gte(1))),
  /** Only within exchanges whose path begins so. */
  route: z.optional(z.string()),
});
export type Occasion = z.infer<typeof occasion>;

/** What a learner does to a run besides stepping. Repeated at the same places, the same run comes out. */
export const intervention = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('inject'),
    fault: z.string(),
    values: z.optional(faultValues),
    frequency: z.optional(frequency),
  }),
  z.object({
    type: z.literal('arm'),
    fault: z.string(),
    values: z.optional(faultValues),
    at: occasion,
    frequency: z.optional(frequency),
  }),
  /** Ends a lasting failure or disarms one; all of them when no id is given. */
  z.object({ type: z.literal('lift'), id: z.optional(z.number()) }),
  /** @property ms virtual milliseconds, more than 0 */
  z.object({ type: z.literal('advanceClock'), ms: z.number() }),
  /** The operator deletes sessions by hand, all of them when no ids are given. */
  z.object({ type: z.literal('destroySessions'), sids: z.optional(z.array(z.string())) }),
  /** The operator writes another session object into a row. */
  z.object({ type: z.literal('editSession'), sid: z.string(), data: z.record(z.string(), z.unknown()) }),
  /** The operator lets sessions end now. */
  z.object({ type: z.literal('expireSessions'), sids: z.array(z.string()) }),
  /** A client gets another credential by hand: a cookie value or a token. */
  z.object({ type: z.literal('setCredential'), client: z.string(), value: z.string() }),
]);
export type Intervention = z.infer<typeof intervention>;

/** An intervention and its place: right after the event `after` was recorded, while its gate was closed. */
export const placedIntervention = z.object({ after: z.int(), what: intervention });
export type PlacedIntervention = z.infer<typeof placedIntervention>;
