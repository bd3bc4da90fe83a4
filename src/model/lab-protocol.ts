import * as z from 'zod/mini';
import { traceEvent } from './event-schema';
import { isEventKind, type EventMoment } from './kinds';
import { runState } from './run-state';
import { intervention, occasion, faultValues, frequency, placedIntervention } from './arming';
import { editedCode } from './edited-code';
import { setup } from './setup';
import { breakpoint } from './breakpoints';

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

/** A place in a run to go to, as fast as the pace allows, and to hold at. */
export const runTarget = z.discriminatedUnion('type', [
  /** Where an act of the scenario begins, or right after it; the act under way when none is named. */
  z.object({ type: z.literal('act'), edge: z.enum(['start', 'end']), act: z.optional(z.string()) }),
  /** At the n-th such event from now on, its gate still closed. */
  z.object({
    type: z.literal('event'),
    kind: occasion.shape.kind,
    nth: z.int().check(z.gte(1)),
    actor: z.optional(z.string()),
    /** Only within exchanges whose path begins so. */
    route: z.optional(z.string()),
  }),
  z.object({ type: z.literal('end') }),
]);
export type RunTarget = z.infer<typeof runTarget>;

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
    /** Failures that wait from the beginning. */
    inject: z.array(
      z.object({
        fault: z.string(),
        values: z.optional(faultValues),
        at: occasion,
        frequency: z.optional(frequency),
      }),
    ),
    /** Ends the run after this moment. */
    until: z.optional(moment),
    setup: z.optional(setup),
    /** What was done in the run that this one repeats, up to where the learner takes over. */
    replay: z.optional(z.array(placedIntervention)),
    /** Runs as fast as it can until this event and holds there. */
    holdAt: z.optional(z.int()),
    /** Runs to this place and holds there. */
    runTo: z.optional(runTarget),
    /** A Redis of the user's own instead of one that the lab starts. It may hold a password: never log it. */
    redisUrl: z.optional(z.string()),
    /** A server that the learner has changed. */
    edited: z.optional(editedCode),
    /** Where it holds by itself. */
    breakpoints: z.optional(z.array(breakpoint)),
  }),
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('run') }),
  z.object({
    type: z.literal('runTo'),
    target: runTarget,
    /** The learner steers: as fast as it can, whatever the pace is, and breakpoints hold on the way. */
    hurry: z.optional(z.boolean()),
  }),
  /** Where the run holds by itself from now on, in place of all that were told before. */
  z.object({ type: z.literal('breakpoints'), breakpoints: z.array(breakpoint) }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('pace'), pace: z.number() }),
  z.object({ type: z.literal('intervene'), what: intervention }),
  z.object({ type: z.literal('stop') }),
]);
export type LabCommand = z.infer<typeof labCommand>;

/** Stable codes of what can go wrong with a lab; each has one sentence and one way out. */
export const labFailureCode = z.enum([
  'unknown-scenario',
  'unknown-fault',
  'fault-unavailable',
  'fault-broke',
  'address-unavailable',
  'node-did-not-start',
  'edited-code-unusable',
  'redis-missing',
  'store-did-not-start',
  'scenario-broke',
  'redis-unusable',
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
  /** What the learner did has been done, at this place: with these a run can be repeated. */
  z.object({ type: z.literal('intervened'), placed: placedIntervention }),
  /** A `runTo` is over: the run stands there, or it ended or was steered elsewhere before. */
  z.object({ type: z.literal('arrived'), reached: z.boolean() }),
  /** `fatal` failures end the run; others leave it as it was. */
  z.object({ type: z.literal('failed'), code: labFailureCode, message: z.string(), fatal: z.boolean() }),
  /** For the log only; never a credential. */
  z.object({ type: z.literal('log'), level: z.enum(['info', 'warn', 'error']), text: z.string() }),
]);
export type LabReport = z.infer<typeof labReport>;
