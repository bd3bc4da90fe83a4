import { LAB, type EventData, type EventKind, type Stage } from '../model';
import type { Browser } from './browser/browser';

export interface StageSurroundings {
  readonly app: Stage['app'];
  browser(id: string): Browser;
  /** Announces and waits until it may happen. */
  pass<K extends EventKind>(actor: string, kind: K, data: EventData[K]): Promise<void>;
  /** Moves the clock with nothing else being recorded meanwhile. @returns the time then */
  leap(ms: number): Promise<number>;
  spreadTime(): Promise<void>;
  strike: Stage['strike'];
  strikeAt: Stage['strikeAt'];
  liftAll: Stage['liftAll'];
}

/** What the acts of a scenario work on. */
export function makeStage(lab: StageSurroundings): Stage {
  return {
    app: lab.app,
    browser: (id) => lab.browser(id),
    copyCredential: async (what, from, to) => {
      const kept = lab.browser(from).credentials();
      if (!kept.some((each) => each.what === what)) {
        await lab.pass(from, 'credential.missed', { what, from, to });
        return;
      }
      lab.browser(to).takeCredentials(lab.browser(from));
      for (const each of kept) await lab.pass(from, 'credential.copied', { ...each, from, to });
    },
    advanceClock: async (ms) => {
      const to = await lab.leap(ms);
      await lab.pass(LAB, 'clock.advanced', { by: ms, to });
      await lab.spreadTime();
    },
    strike: (fault, values) => lab.strike(fault, values),
    strikeAt: (kind, fault, values) => lab.strikeAt(kind, fault, values),
    liftAll: () => lab.liftAll(),
  };
}
