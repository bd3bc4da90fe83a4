import { join } from 'node:path';
import type { EventKind, TraceEvent } from '../../model';
import { playThrough, type Played } from '../../process/play-through';
import type { RunRequest } from './arguments';

/** The lab's bundle, beside the command line's. */
export const LAB = join(__dirname, 'lab.js');

/**
 * Plays what was asked for, as the editor does.
 * @throws Error with one sentence when the lab could not play it
 */
export async function play({ scenario, seed, inject, setup, until }: RunRequest): Promise<Played> {
  const { trace, notes } = await playThrough(LAB, {
    scenario,
    seed,
    inject: inject.map(({ fault, values, at, frequency }) => ({ fault, values, at, frequency })),
    setup,
    until,
  });
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
    .filter(({ at }) => count(at.kind) < (at.nth ?? 1))
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
