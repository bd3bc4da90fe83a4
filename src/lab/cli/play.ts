import { join } from 'node:path';
import { LabProcess } from '../../process/lab-process';
import type { EventKind, TraceEvent } from '../../model';
import type { RunRequest } from './arguments';

export interface Played {
  readonly trace: readonly TraceEvent[];
  /** Things a person should know that are no part of the story. */
  readonly notes: readonly string[];
}

/**
 * Plays one run in a lab process of its own, as the editor does, and returns when it is over and its processes are gone.
 * @throws Error with one sentence when the lab could not play it
 */
export async function play({ scenario, seed, inject, store, until }: RunRequest): Promise<Played> {
  const trace: TraceEvent[] = [];
  const notes: string[] = [];
  let lab: LabProcess | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      lab = new LabProcess({
        path: join(__dirname, 'lab.js'),
        onOutput: () => undefined,
        onFailure: ({ message }) => reject(new Error(message)),
        onReport: (report) => {
          switch (report.type) {
            case 'ready':
              lab?.send({
                type: 'start',
                scenario,
                seed,
                hold: false,
                pace: 0,
                inject: inject.map(({ fault, at }) => ({ fault, at })),
                ...(until === undefined ? {} : { until }),
                ...(store === undefined ? {} : { setup: { store } }),
              });
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
            case 'log':
              return;
            default:
              report satisfies never;
          }
        },
      });
    });
  } finally {
    await lab?.dispose();
  }
  return { trace, notes: [...notes, ...neverReached(inject, until, trace)] };
}

/** An injection whose moment never came would otherwise look like one without effect. */
function neverReached(
  inject: RunRequest['inject'],
  until: RunRequest['until'],
  trace: readonly TraceEvent[],
): string[] {
  const count = (kind: string): number => trace.filter((event) => event.kind === kind).length;
  const missed = inject
    .filter(({ at }) => count(at.kind) < at.nth)
    .map(({ at, text }) => `"${text}" never struck: this run had ${times(count(at.kind), at.kind)}.`);
  const beyond = inject
    .filter(({ at }) => BEYOND_FAILURE.includes(at.kind))
    .map(({ at, text }) => `"${text}" never struck: no failure can strike at ${at.kind}.`);
  if (until && count(until.kind) < until.nth) {
    missed.push(`The run went on to its end: it had ${times(count(until.kind), until.kind)}.`);
  }
  return [...missed, ...beyond];
}

/** What the lab says of itself; there is no gate at it. */
const BEYOND_FAILURE: readonly EventKind[] = ['run.started', 'run.ended', 'fault.armed', 'fault.fired', 'node.exited'];

function times(count: number, kind: string): string {
  return `${count} ${kind} event${count === 1 ? '' : 's'}`;
}
