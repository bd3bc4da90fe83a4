import * as z from 'zod/mini';
import { traceEvent } from './event-schema';
import type { FaultCard } from './contracts';
import { runState } from './run-state';

/**
 * What the extension host and the panel say to each other. A snapshot always suffices: the panel keeps no data
 * of its own beyond the cursor, the selection and what is open.
 */

/** View to host: intents, never facts. */
export const viewIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Something is missing between what the view holds and what it was told. */
  z.object({ type: z.literal('resync') }),
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('run') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('pace'), pace: z.number() }),
  z.object({ type: z.literal('restart') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('start'), scenario: z.string() }),
  z.object({ type: z.literal('inject'), fault: z.string() }),
  /** Opens the server's code at the line that this event ran. */
  z.object({ type: z.literal('showCode'), seq: z.number() }),
  /** The message that is selected, so that commands can act on it; null for none. */
  z.object({ type: z.literal('selected'), seq: z.nullable(z.number()) }),
  z.object({ type: z.literal('openStore') }),
  z.object({ type: z.literal('showLog') }),
]);
export type ViewIntent = z.infer<typeof viewIntent>;

/** What the toolbar needs besides the trace. */
export interface RunCard {
  readonly scenario: string;
  readonly title: string;
  readonly teaches: string;
}

const runCard: z.ZodMiniType<RunCard> = z.object({ scenario: z.string(), title: z.string(), teaches: z.string() });
const faultCard: z.ZodMiniType<FaultCard> = z.object({
  id: z.string(),
  title: z.string(),
  teaches: z.string(),
  target: z.string(),
});
const notice = z.object({ message: z.string(), tone: z.enum(['info', 'error']) });

/** Host to view. */
export const hostMessage = z.discriminatedUnion('type', [
  /** Everything: sent on `ready`, on `resync`, on becoming visible again and when another run begins. */
  z.object({
    type: z.literal('snapshot'),
    /** Changes with every run, so that a stored cursor of another run is not applied to this one. */
    run: z.nullable(z.object({ id: z.string(), card: runCard })),
    events: z.array(traceEvent),
    state: z.nullable(runState),
    scenarios: z.array(runCard),
    faults: z.array(faultCard),
    notice: z.nullable(notice),
  }),
  z.object({ type: z.literal('appended'), run: z.string(), from: z.number(), events: z.array(traceEvent) }),
  z.object({ type: z.literal('state'), run: z.string(), state: runState }),
  z.object({ type: z.literal('notice'), notice: z.nullable(notice) }),
  /** A command of the palette that moves the cursor, which only the view knows. */
  z.object({ type: z.literal('move'), to: z.enum(['step', 'back', 'first', 'last']) }),
]);
export type HostMessage = z.infer<typeof hostMessage>;
