import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunSession, type RunChange } from '../../../src/vscode/run-session';

const LAB = fileURLToPath(new URL('fixtures/lab.mjs', import.meta.url));
const CARD = { id: 'stateful', title: 'Stateful: sessions', teaches: 'It remembers.' };
const HOLD = { hold: true, pace: 5, setup: { store: 'memory' as const } };

/** The usual second is too short for a machine that has much else to do. */
const until = (condition: () => boolean): Promise<boolean> => vi.waitUntil(condition, { timeout: 20_000 });

/** A session whose lab process really runs, and what it told. */
class Bench {
  readonly changes: RunChange[] = [];
  readonly lines: string[] = [];
  readonly session: RunSession;

  constructor(behavior: string, labPath = LAB) {
    vi.stubEnv('AUTH_LAB_FIXTURE', behavior);
    this.session = new RunSession({
      labPath: () => labPath,
      redisUrl: () => undefined,
      seed: 's',
      newId: randomUUID,
      log: (_, text) => this.lines.push(text),
    });
    this.session.onDidChange((change) => this.changes.push(change));
  }

  /** Waits for a change, past ones included. */
  until(wanted: (change: RunChange) => boolean): Promise<RunChange> {
    return new Promise((resolve) => {
      const past = this.changes.find(wanted);
      if (past) return resolve(past);
      const listening = this.session.onDidChange((change) => {
        if (!wanted(change)) return;
        listening.dispose();
        resolve(change);
      });
    });
  }

  phase(phase: string): Promise<RunChange> {
    return this.until(() => this.session.run?.state.phase === phase);
  }

  failures(): string[] {
    return this.changes.flatMap((change) => (change.type === 'failed' ? [change.failure.code] : []));
  }

  /** The process of the newest run, from the log. */
  pid(): number {
    return Number(/lab process (\d+)/.exec(this.lines.filter((line) => line.startsWith('Run ')).at(-1) ?? '')?.[1]);
  }
}

let bench: Bench;
afterEach(async () => {
  await bench.session.dispose();
  vi.unstubAllEnvs();
});

describe('a run', () => {
  it('starts when the lab is ready, holds what it is told and ends', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    expect(bench.session.run?.trace.map(({ seq }) => seq)).toEqual([0, 1]);

    bench.session.step();
    await bench.phase('ended');
    expect(bench.session.run?.trace).toHaveLength(3);
    expect(bench.session.run?.card).toEqual(CARD);
    expect(bench.failures()).toEqual([]);
    expect(bench.changes.map(({ type }) => type)).toEqual(['began', 'appended', 'state', 'appended', 'state']);
  });

  it('gives up its process when it has ended', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    const pid = bench.pid();
    bench.session.step();
    await bench.phase('ended');
    await bench.session.dispose();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('takes the place of the one before, whose process is gone first', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    const [pid, id] = [bench.pid(), bench.session.run?.id];
    await bench.session.restart({ hold: true });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(bench.session.run?.id).not.toBe(id);
    await bench.phase('held');
    expect(bench.session.run?.trace).toHaveLength(2);
    expect(bench.failures()).toEqual([]);
  });

  it('tells a refusal and goes on', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    bench.session.intervene({ type: 'inject', fault: 'kill' });
    const change = await bench.until(({ type }) => type === 'refused');
    expect(change).toMatchObject({ failure: { code: 'fault-unavailable', message: 'The server is already down.' } });
    expect(bench.session.run?.state.phase).toBe('held');
  });
});

describe('what is done to a run', () => {
  it('is kept with its place', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    bench.session.intervene({ type: 'advanceClock', ms: 60_000 });
    await until(() => bench.session.run?.interventions.length === 1);
    expect(bench.session.run?.interventions).toEqual([{ after: 1, what: { type: 'advanceClock', ms: 60_000 } }]);
  });
});

describe('a fork', () => {
  const starts = (): Record<string, unknown>[] =>
    bench.lines.flatMap((line) =>
      line.startsWith('heard {"type":"start"') ? [JSON.parse(line.slice(6)) as Record<string, unknown>] : [],
    );

  it('repeats the run with what was done before the message and not what was done at it', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    bench.session.intervene({ type: 'lift' });
    await until(() => bench.session.run?.interventions.length === 1);
    const [first, pid] = [bench.session.run, bench.pid()];
    expect(await bench.session.fork(1)).toBe(true);
    await until(() => starts().length === 2);
    expect(starts()[1]).toMatchObject({
      scenario: 'stateful',
      setup: { store: 'memory' },
      hold: true,
      holdAt: 1,
      replay: [],
    });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(bench.session.run?.branch).toMatchObject({ at: 1, trace: first?.trace });
    expect(bench.session.run?.id).not.toBe(first?.id);
  });

  it('of a later message brings along what was done', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    bench.session.intervene({ type: 'lift' });
    await until(() => bench.session.run?.interventions.length === 1);
    bench.session.step();
    await bench.phase('ended');
    expect(await bench.session.fork(2)).toBe(true);
    await until(() => starts().length === 2);
    expect(starts()[1]).toMatchObject({ holdAt: 2, replay: [{ after: 1, what: { type: 'lift' } }] });
  });

  it('of a run that is only shown is none, unless nothing was done to that', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    const told = [...(bench.session.run?.trace ?? [])];
    await bench.session.show(CARD, told);
    const shown = bench.session.run;
    expect(shown?.repeatable).toBe(false);
    expect(await bench.session.fork(0)).toBe(false);
    expect(bench.session.run).toBe(shown);
    await bench.session.show(CARD, told, {}, null, true);
    expect(await bench.session.fork(0)).toBe(true);
  });

  it('brings along the program that the learner has changed', async () => {
    bench = new Bench('plays');
    const edited = { app: 'stateful', code: 'export {};' };
    await bench.session.start(CARD, { ...HOLD, edited });
    await bench.phase('held');
    expect(await bench.session.fork(1)).toBe(true);
    await until(() => starts().length === 2);
    expect(starts().map((start) => start['edited'])).toEqual([edited, edited]);
  });

  it.each([-1, 2, 1.5, Number.NaN])('of message %s is none', async (seq) => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    const { run } = bench.session;
    expect(await bench.session.fork(seq)).toBe(false);
    expect(bench.session.run).toBe(run);
  });

  it('that does not come out the same is told once', async () => {
    bench = new Bench('departs');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    await bench.session.fork(1);
    const change = await bench.until(({ type }) => type === 'refused');
    expect(change).toMatchObject({ failure: { code: 'fork-departed' } });
    await bench.phase('held');
    expect(bench.changes.filter(({ type }) => type === 'refused')).toHaveLength(1);
  });

  it('is forgotten when the run begins from the top', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    await bench.session.fork(1);
    await bench.session.restart({ hold: true });
    expect(bench.session.run?.branch).toBeNull();
  });
});

describe('stop', () => {
  it('ends the run and keeps its trace', async () => {
    bench = new Bench('plays');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    bench.session.stop();
    await bench.phase('ended');
    expect(bench.session.run?.trace).toHaveLength(2);
    expect(bench.failures()).toEqual([]);
  });

  it('works on a lab that has not come up', async () => {
    bench = new Bench('is-silent');
    await bench.session.start(CARD, HOLD);
    bench.session.stop();
    expect(bench.session.run?.state.phase).toBe('ended');
  });

  it('works on a lab that hangs', async () => {
    bench = new Bench('hangs');
    await bench.session.start(CARD, HOLD);
    await bench.phase('held');
    bench.session.stop();
    await bench.phase('ended');
    expect(bench.failures()).toEqual([]);
  });
});

describe('one failure, told once, for', () => {
  it.each([
    ['a lab that ends at its start', 'dies-at-start', 'lab-died'],
    ['a lab that is killed in the middle', 'is-killed', 'lab-died'],
    ['a report of the wrong shape', 'babbles', 'bad-report'],
    ['a gap in the trace', 'skips', 'bad-report'],
    ['a scenario that broke', 'breaks', 'scenario-broke'],
  ])('%s', async (_, behavior, code) => {
    bench = new Bench(behavior);
    await bench.session.start(CARD, HOLD);
    await bench.phase('failed');
    await bench.session.dispose();
    expect(bench.failures()).toEqual([code]);
    expect(bench.session.run?.failure?.code).toBe(code);
    expect(bench.session.run?.state.faults).toEqual([]);
  });

  it('a lab that is not there', async () => {
    bench = new Bench('plays', `${LAB}.missing`);
    await bench.session.start(CARD, HOLD);
    await bench.phase('failed');
    expect(bench.failures()).toEqual(['lab-died']);
  });
});

it('passes on what the lab prints', async () => {
  bench = new Bench('plays');
  await bench.session.start(CARD, HOLD);
  await until(() =>
    bench.lines.some((line) => line.startsWith('heard {"type":"start","scenario":"stateful","seed":"s"')),
  );
});
