import { describe, expect, it } from 'vitest';
import { faults } from '../../src/content/faults';
import { scenarios } from '../../src/content/scenarios';
import type { EventKind, TraceEvent } from '../../src/model';
import { at, playThrough } from './lab-run';

/** What the lab says of itself; no failure strikes there. */
const WITHOUT_GATE: readonly EventKind[] = ['run.started', 'run.ended'];
/** Failures that end the server process. */
const ENDING: readonly string[] = ['kill', 'restart'];
/** How many runs at once: each is two processes. */
const WIDTH = 3;

describe.each(scenarios.map(({ id }) => id))('every failure at every gate of %s', (scenario) => {
  it('closes every exchange and comes to an end', { timeout: 600_000 }, async () => {
    // Faults that end a process strike at every gate; the others, which end nothing, at every seventh, each from
    // another one on.
    const cells = moments(await playThrough(scenario)).flatMap((moment, gate) =>
      faults
        .filter(({ id }, index) => ENDING.includes(id) || gate % 7 === index % 7)
        .map((fault) => ({ fault: fault.id, moment })),
    );
    const faulty: string[] = [];
    await each(cells, async ({ fault, moment }) => {
      const trace = await playThrough(scenario, { inject: [{ fault, at: at(moment) }] });
      const problem = whatIsWrong(trace, ENDING.includes(fault));
      if (problem) faulty.push(`${fault}@${moment}: ${problem}`);
    });
    expect(faulty).toEqual([]);
    expect(cells.length).toBeGreaterThan(100);
    console.log(`${scenario}: ${cells.length} runs with a failure, every exchange closed`);
  });
});

function moments(trace: readonly TraceEvent[]): string[] {
  const counts = new Map<EventKind, number>();
  return trace.flatMap(({ kind }) => {
    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    return WITHOUT_GATE.includes(kind) ? [] : [`${kind}#${nth}`];
  });
}

function whatIsWrong(trace: readonly TraceEvent[], mustStrike: boolean): string | null {
  const fired = trace.filter(({ kind }) => kind === 'fault.fired').length;
  // There is not always a credential to tamper with.
  if (fired > 1 || (mustStrike && fired === 0)) return `struck ${fired} times`;
  if (trace.at(-1)?.kind !== 'run.ended') return `ends with ${trace.at(-1)?.kind}`;
  const ends: readonly EventKind[] = ['response.received', 'response.lost', 'request.failed'];
  for (const { exchange } of trace.filter(({ kind }) => kind === 'request.sent')) {
    const closed = trace.filter((event) => event.exchange === exchange && ends.includes(event.kind)).length;
    if (closed !== 1) return `${exchange} was closed ${closed} times`;
  }
  return null;
}

/** Runs the work on every item, a few at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
}
