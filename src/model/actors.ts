/** Who takes part in a run. An actor is a lane of the diagram and the author of events. */

/** `lab` is the laboratory itself: it moves the clock, arms failures and starts processes. */
export type ActorId = string;

export type ActorRole = 'browser' | 'attacker' | 'balancer' | 'server' | 'store' | 'lab';

export interface Actor {
  readonly id: ActorId;
  readonly role: ActorRole;
  /** The name on the lane: "Browser", "Server". */
  readonly label: string;
}

/** The id under which the laboratory itself speaks. */
export const LAB: ActorId = 'lab';

/** The cookie by which a sticky load balancer sends a client to the same server again. It is no proof of anything. */
export const AFFINITY_COOKIE = 'lb';
