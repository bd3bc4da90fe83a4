/** The time of this process, as the lab told it last. Virtual ms since the Unix epoch. */
let now = 0;

export function setTime(ms: number): void {
  now = ms;
}

/**
 * Makes every `Date` of this process tell the time of the run. Possible because a node is a process of its own:
 * nobody else's clock moves.
 */
export function installVirtualTime(): void {
  const RealDate = Date;
  class VirtualDate extends RealDate {
    constructor(...args: unknown[]) {
      if (args.length === 0) super(now);
      else super(...(args as [number]));
    }
    static override now(): number {
      return now;
    }
  }
  globalThis.Date = VirtualDate as DateConstructor;
}
