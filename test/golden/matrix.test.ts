import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { faults } from '../../src/content/faults';
import type { EventKind, Setup, TraceEvent } from '../../src/model';
import { at, LabRun } from './lab-run';

/** Every failure can strike at every gate of these. */
const DEPLOYMENTS: readonly (readonly [name: string, scenario: 'stateful' | 'stateless', setup: Setup])[] = [
  ['memory', 'stateful', {}],
  ['SQLite', 'stateful', { store: 'sqlite' }],
  ['Redis', 'stateful', { store: 'redis' }],
  ['encrypted cookie', 'stateful', { store: 'cookie' }],
  ['naive sessions', 'stateful', { store: 'naive' }],
  ['memory, two servers', 'stateful', { nodes: 2, balancing: 'sticky' }],
  ['SQLite, three servers', 'stateful', { store: 'sqlite', nodes: 3, balancing: 'round-robin' }],
  ['plain tokens', 'stateless', {}],
  ['denylist', 'stateless', { tokens: 'denylist' }],
  ['version', 'stateless', { tokens: 'version' }],
  ['refresh', 'stateless', { tokens: 'refresh' }],
  ['ES256, two servers', 'stateless', { algorithm: 'ES256', nodes: 2, balancing: 'least-connections' }],
];

/** Another word, and another part of the matrix is run: `MATRIX_SEED=tuesday`. */
const SEED = process.env['MATRIX_SEED'] ?? 'matrix';
/** At how many gates of each deployment each failure strikes; `MATRIX_GATES=all` means every one, for some hours. */
const GATES = process.env['MATRIX_GATES'] === 'all' ? Infinity : Number(process.env['MATRIX_GATES'] ?? 1);
/** How many more gates are tried where a failure finds nothing to strike. */
const DRAWS = 12;
/** How many runs at once: each is two processes or more. */
const WIDTH = 3;
/** A run takes a second. One that has not ended after so long never will. Real ms. */
const PATIENCE = 60_000;

/** What the lab says of itself; no failure strikes there. */
const WITHOUT_GATE: readonly EventKind[] = ['run.started', 'run.ended', 'fault.armed'];
const CLOSING: readonly EventKind[] = ['response.received', 'response.lost', 'request.failed'];

const struck = new Set<string>();

describe('every failure at every gate of', () => {
  it.each(DEPLOYMENTS)(
    '%s closes every exchange and comes to an end',
    { timeout: 36_000_000 },
    async (name, scenario, setup) => {
      const { trace } = await play(scenario, setup);
      const gates = moments(trace);
      const possible = await whatCanStrike(scenario, setup, trace);
      // Both base scenarios meet every failure; the others a quarter of them, by the seed, and each that nobody has met yet.
      const base = Object.keys(setup).length === 0;
      const met = [...possible.keys()].filter(
        (fault) => base || GATES > 1 || !struck.has(fault) || isDrawn([name, fault]),
      );
      const faulty: string[] = [];
      const spared: string[] = [];
      let runs = 0;
      let hits = 0;
      await each(met, async (fault) => {
        let hitsOfThis = 0;
        // Before the login there is little to lose, so a gate at which nothing can strike gives way to the next one.
        // What cannot strike before the last act is not looked for there.
        const near = GATES === Infinity ? gates : gates.slice(gates.indexOf(possible.get(fault)!));
        for (const [nth, moment] of drawn(near, [name, fault]).entries()) {
          if (hitsOfThis >= GATES || (hitsOfThis === 0 && nth >= GATES + DRAWS)) break;
          runs += 1;
          try {
            const { trace, unavailable } = await play(scenario, setup, { fault, moment });
            const problem = whatIsWrong(trace, unavailable);
            if (problem) faulty.push(`${fault}@${moment}: ${problem}`);
            if (!unavailable) hitsOfThis += 1;
          } catch (error) {
            faulty.push(`${fault}@${moment}: ${String(error)}`);
          }
        }
        hits += hitsOfThis;
        if (hitsOfThis === 0) spared.push(fault);
      });
      expect(faulty).toEqual([]);
      // A matrix in which nothing strikes tests nothing.
      expect(spared).toEqual([]);
      const all = possible.size * gates.length;
      console.log(`${name}: ${runs} of ${all} runs, in ${hits} of them the failure struck, every exchange closed`);
      for (const fault of met) struck.add(fault);
    },
  );

  it('all of these has struck somewhere', () => {
    expect([...struck].sort()).toEqual(faults.map(({ id }) => id).sort());
  });
});

interface Cell {
  readonly fault: string;
  readonly moment: string;
}

/** One of four, by the seed. */
function isDrawn(lot: readonly string[]): boolean {
  return (
    (createHash('sha256')
      .update([SEED, ...lot].join('/'))
      .digest()[0] ?? 0) < 64
  );
}

/** The gates in the order of the seed: those that are not reached have their day with another one. */
function drawn(gates: readonly string[], lot: readonly string[]): readonly string[] {
  return gates
    .map((gate) => ({
      gate,
      lot: createHash('sha256')
        .update([SEED, ...lot, gate].join('/'))
        .digest('hex'),
    }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .map(({ gate }) => gate);
}

/** What a run came to. */
interface Played {
  readonly trace: readonly TraceEvent[];
  /** The failure could not strike at its gate. */
  readonly unavailable: boolean;
}

/**
 * The failures that this deployment knows, while nobody is logged in, while the user is, and when the thief comes, each
 * with the gate from which on it may strike: the first of all, or the beginning of the last act.
 */
async function whatCanStrike(
  scenario: string,
  setup: Setup,
  trace: readonly TraceEvent[],
): Promise<ReadonlyMap<string, string>> {
  const [first] = moments(trace);
  const acts = trace.filter(({ kind }) => kind === 'act.started');
  const can = new Map<string, string>();
  for (const act of [1, 4, acts.length - 1]) {
    const holdAt = acts[act]!.seq;
    const from = act === acts.length - 1 ? `act.started#${String(acts.length)}` : first!;
    const run = new LabRun();
    try {
      await run.start(scenario, { setup, holdAt });
      await run.until(() => run.state?.phase === 'held');
      for (const { id, why } of run.state!.faults) if (why === null && !can.has(id)) can.set(id, from);
    } finally {
      await run.dispose();
    }
  }
  return can;
}

/** Plays a run to its end. @throws when the lab breaks, or does not come to an end */
async function play(scenario: string, setup: Setup, cell?: Cell): Promise<Played> {
  const run = new LabRun();
  let timer: NodeJS.Timeout | undefined;
  try {
    await run.start(scenario, {
      setup,
      inject: cell ? [{ fault: cell.fault, at: at(cell.moment) }] : [],
    });
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => {
        const last = run.trace.at(-1);
        fail(
          new Error(`hangs after ${String(run.trace.length)} events, the last of them ${last?.actor}: ${last?.kind}`),
        );
      }, PATIENCE);
    });
    await Promise.race([run.ended(), late]);
    const others = run.failures.filter(({ code }) => code !== 'fault-unavailable');
    if (others.length > 0) throw new Error(others.map(({ code, message }) => `${code}: ${message}`).join(' '));
    return { trace: run.trace, unavailable: run.failures.length > 0 };
  } finally {
    clearTimeout(timer);
    await run.dispose();
  }
}

function moments(trace: readonly TraceEvent[]): string[] {
  const counts = new Map<EventKind, number>();
  return trace.flatMap(({ kind }) => {
    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    return WITHOUT_GATE.includes(kind) ? [] : [`${kind}#${nth}`];
  });
}

function whatIsWrong(trace: readonly TraceEvent[], unavailable: boolean): string | null {
  const fired = trace.filter(({ kind }) => kind === 'fault.fired').length;
  if (fired !== (unavailable ? 0 : 1)) return `struck ${fired} times`;
  const last = trace.at(-1);
  if (last?.kind !== 'run.ended' || last.data.outcome !== 'completed') return `ends with ${last?.kind}`;
  for (const { exchange, actor } of trace.filter(({ kind }) => kind === 'request.sent')) {
    const closed = trace.filter(
      (event) => event.exchange === exchange && event.actor === actor && CLOSING.includes(event.kind),
    );
    if (closed.length !== 1) return `${exchange} was closed ${closed.length} times`;
    const [end] = closed;
    if (end?.kind === 'response.received' && !(end.data.status >= 200 && end.data.status < 600))
      return `${exchange} ends with status ${end.data.status}`;
    if ((end?.kind === 'response.lost' || end?.kind === 'request.failed') && !/^E[A-Z]+$/.test(end.data.code))
      return `${exchange} ends with "${end.data.code}"`;
  }
  for (const event of trace) {
    if (event.kind !== 'network.disturbed' || event.data.how !== 'duplicated') continue;
    const { as } = event.data;
    const discarded = trace.filter(
      (each) => each.exchange === as && each.kind === 'network.disturbed' && each.data.how === 'discarded',
    );
    if (discarded.length !== 1) return `the copy ${as} was discarded ${discarded.length} times`;
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
