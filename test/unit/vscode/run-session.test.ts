import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunSession, type RunChange } from '../../../src/vscode/run-session';

const LAB = fileURLToPath(new URL('fixtures/lab.mjs', import.meta.url));
const CARD = { id: 'stateful', title: 'Stateful: sessions', teaches: 'It remembers.' };
const HOLD = { hold: true, pace: 5 };

/** A session whose lab process really runs, and what it told. */
class Bench {
  readonly changes: RunChange[] = [];
  readonly lines: string[] = [];
  readonly session: RunSession;

  constructor(behavior: string, labPath = LAB) {
    vi.stubEnv('AUTH_LAB_FIXTURE', behavior);
    this.session = new RunSession({
      labPath: () => labPath,
      setup: () => ({ store: 'memory' }),
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
    bench.session.inject('kill');
    const change = await bench.until(({ type }) => type === 'refused');
    expect(change).toMatchObject({ failure: { code: 'fault-unavailable', message: 'The server is already down.' } });
    expect(bench.session.run?.state.phase).toBe('held');
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
  await vi.waitUntil(() =>
    bench.lines.some((line) => line.startsWith('heard {"type":"start","scenario":"stateful","seed":"s"')),
  );
});
