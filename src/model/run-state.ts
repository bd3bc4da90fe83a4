import * as z from 'zod/mini';

/** Where a run stands. Plain data: it crosses from the lab to the host and on to the view. */
export const runState = z.object({
  /**
   * `starting`: processes come up. `held`: a gate waits for the learner. `running`: gates open by themselves.
   * `ended`: the scenario is over. `failed`: the lab itself broke; a failure report says how.
   */
  phase: z.enum(['starting', 'held', 'running', 'ended', 'failed']),
  /** Milliseconds of real time between two steps while running; 0 runs as fast as it can. */
  pace: z.number(),
  /** Virtual ms since the Unix epoch. */
  clock: z.number(),
  /** Ids of the failures that can strike now. */
  faults: z.array(z.string()),
});
export type RunState = z.infer<typeof runState>;
