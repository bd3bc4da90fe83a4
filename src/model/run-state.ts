import * as z from 'zod/mini';
import { breakpoint } from './breakpoints';
import { runStore } from './store-address';

/** Where a run stands. Plain data: it crosses from the lab to the host and on to the view. */
export const runState = z.object({
  /**
   * `starting`: processes come up. `held`: a gate waits for the learner. `running`: gates open by themselves.
   * `ended`: the scenario is over. `failed`: the lab itself broke; a failure report says how.
   */
  phase: z.enum(['starting', 'held', 'running', 'ended', 'failed']),
  /** While `held`: the breakpoint that made it so. */
  heldBy: z.optional(breakpoint),
  /** Milliseconds of real time between two steps while running; 0 runs as fast as it can. */
  pace: z.number(),
  /** Virtual ms since the Unix epoch. */
  clock: z.number(),
  /** The run's server processes, in the order of their lanes. */
  nodes: z.array(z.string()),
  /** Where the sessions are, when they are where another process can read them. */
  store: z.optional(runStore),
  /** Whether each failure can strike now. `why`: a sentence on why it cannot, or null when it can. */
  faults: z.array(z.object({ id: z.string(), why: z.nullable(z.string()) })),
  /** The failures that wait for their moment or last, in the order in which they were armed. */
  armed: z.array(
    z.object({
      /** For `lift`. */
      id: z.number(),
      fault: z.string(),
      title: z.string(),
      /** `armed`: it waits. `lasting`: it is in force. */
      state: z.enum(['armed', 'lasting']),
      /** When and how often, for a person: "once, at the next store.answered", "always, on /profile". */
      when: z.string(),
    }),
  ),
});
export type RunState = z.infer<typeof runState>;
