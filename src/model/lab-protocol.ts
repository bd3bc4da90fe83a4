import * as z from 'zod/mini';
import { traceEvent } from './event-schema';
import { isEventKind, type EventMoment } from './kinds';
import { runState } from './run-state';
import { setup } from './setup';

/**
 * What the extension host (or the command line) and the lab process say to each other.
 * One lab process plays one run: a restart is a new process, so nothing of the last run can leak into it.
 */

const moment = z.custom<EventMoment>((value) => {
  const each = value as Partial<EventMoment> | null;
  return (
    typeof each === 'object' &&
    each !== null &&
    typeof each.kind === 'string' &&
    isEventKind(each.kind) &&
    Number.isInteger(each.nth) &&
    (each.nth ?? 0) >= 1
  );
});

/** Host to lab. */
export const labCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    scenario: z.string(),
    seed: z.string(),
    /** Hold at the first gate, or run at `pace`. */
    hold: z.boolean(),
    /** Real milliseconds between two steps while running. */
    pace: z.number(),
    inject: z.array(z.object({ fault: z.string(), at: moment })),
    /** Ends the run after this moment. */
    until: z.optional(moment),
    setup: z.optional(setup),
  }),
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('run') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('pace'), pace: z.number() }),
  z.object({ type: z.literal('inject'), fault: z.string() }),
  /** The operator deletes sessions by hand, all of them when no ids are given. */
  z.object({ type: z.literal('destroySessions'), sids: z.optional(z.array(z.string())) }),
  z.object({ type: z.literal('stop') }),
]);
export type LabCommand = z.infer<typeof labCommand>;

/** Stable codes of what can go wrong with a lab; each has one sentence and one way out. */
export const labFailureCode = z.enum([
  'unknown-scenario',
  'unknown-fault',
  'fault-unavailable',
  'address-unavailable',
  'node-did-not-start',
  'redis-missing',
  'store-did-not-start',
  'scenario-broke',
  'bad-command',
  'bad-report',
  'lab-died',
]);
export type LabFailureCode = z.infer<typeof labFailureCode>;

/** Lab to host. */
export const labReport = z.discriminatedUnion('type', [
  /** The lab process is up and takes commands. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('appended'), from: z.number(), events: z.array(traceEvent) }),
  z.object({ type: z.literal('state'), state: runState }),
  /** `fatal` failures end the run; others leave it as it was. */
  z.object({ type: z.literal('failed'), code: labFailureCode, message: z.string(), fatal: z.boolean() }),
  /** For the log only; never a credential. */
  z.object({ type: z.literal('log'), level: z.enum(['info', 'warn', 'error']), text: z.string() }),
]);
export type LabReport = z.infer<typeof labReport>;
