/** The lab's day begins here, whatever the wall clock says: Monday 5 January 2026, 09:00 UTC. */
export const RUN_BEGINS = Date.UTC(2026, 0, 5, 9);

/**
 * The clock of a run. It stands still unless something is recorded (one millisecond each) or somebody moves it,
 * so a learner may think for an hour without a token expiring, and two runs tell the same times.
 */
export class VirtualClock {
  #now = RUN_BEGINS;

  /** Virtual ms since the Unix epoch. */
  get now(): number {
    return this.#now;
  }

  /** The time of the next event. */
  tick(): number {
    this.#now += 1;
    return this.#now;
  }

  /** @param ms how far to move ahead; time does not run backwards here */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`The clock only moves ahead, not by ${ms} ms.`);
    this.#now += Math.round(ms);
  }
}
