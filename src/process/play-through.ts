import type { TraceEvent } from '../model';
import type { LabCommand } from '../model/lab-protocol';
import { LabProcess } from './lab-process';

/** What a run is started with; it runs as fast as it can and holds nowhere. */
export type Play = Pick<
  Extract<LabCommand, { type: 'start' }>,
  'scenario' | 'seed' | 'inject' | 'until' | 'setup' | 'replay' | 'redisUrl'
>;

export interface Played {
  readonly trace: readonly TraceEvent[];
  /** What the lab could not do, such as a failure that could not strike: one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Plays one run in a lab process of its own and returns when it is over and its processes are gone.
 * @param path the lab's bundle
 * @param cancelled ends the run early when it is aborted
 * @throws Error with one sentence when the lab could not play it
 */
export async function playThrough(path: string, run: Play, cancelled?: AbortSignal): Promise<Played> {
  const trace: TraceEvent[] = [];
  const notes: string[] = [];
  let lab: LabProcess | undefined;
  let cancel = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      cancel = () => reject(new Error('Canceled.'));
      cancelled?.addEventListener('abort', cancel);
      if (cancelled?.aborted) cancel();
      lab = new LabProcess({
        path,
        onOutput: () => undefined,
        onFailure: ({ message }) => reject(new Error(message)),
        onReport: (report) => {
          switch (report.type) {
            case 'ready':
              lab?.send({ type: 'start', hold: false, pace: 0, ...run });
              return;
            case 'appended':
              trace.push(...report.events);
              return;
            case 'state':
              if (report.state.phase === 'ended') resolve();
              return;
            case 'failed':
              if (report.fatal) reject(new Error(report.message));
              else notes.push(report.message);
              return;
            case 'intervened':
            case 'arrived':
            case 'log':
              return;
            default:
              report satisfies never;
          }
        },
      });
    });
  } finally {
    cancelled?.removeEventListener('abort', cancel);
    await lab?.dispose();
  }
  return { trace, notes };
}
