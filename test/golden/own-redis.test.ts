import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { everyCell, measureTruth } from '../../src/content/truth/measure';
import { playThrough as playWhole } from '../../src/process/play-through';
import { firstDifference, LAB, LabRun, playThrough } from './lab-run';
import { OwnRedis } from './own-redis';

const PASSWORD = 'open-sesame';
const THEIRS = { 'sess:1': '{"user":"alice"}', cache: 'something', 'auth-lab-of-theirs': 'x' };

describe("a run with a Redis of the user's own", () => {
  let redis: OwnRedis;
  let url: string;
  const runs: LabRun[] = [];
  beforeAll(async () => {
    redis = await new OwnRedis(await freePort()).start('--requirepass', PASSWORD);
    url = `redis://:${PASSWORD}@127.0.0.1:${redis.port}/0`;
    await redis.ask((client) => client.mSet(THEIRS), PASSWORD);
  });
  afterEach(() => Promise.all(runs.splice(0).map((run) => run.dispose())));
  afterAll(() => redis.dispose());

  const keys = (): Promise<string[]> => redis.ask(async (client) => (await client.keys('*')).sort(), PASSWORD);
  const foreign = Object.keys(THEIRS).sort();

  async function begin(): Promise<LabRun> {
    const run = new LabRun();
    runs.push(run);
    await run.start('stateful', { setup: { store: 'redis' }, hold: true, redisUrl: url });
    await run.until(() => run.state?.phase === 'held');
    return run;
  }

  it('tells the same story as with one that the lab starts', async () => {
    const [own, ours] = [
      await playThrough('stateful', { setup: { store: 'redis' }, redisUrl: url }),
      await playThrough('stateful', { setup: { store: 'redis' } }),
    ];
    expect(own.length).toBeGreaterThan(50);
    expect(firstDifference(own, ours)).toBeNull();
    expect(await keys(), 'and leaves nothing behind').toEqual(foreign);
  });

  it('is what cells of the truth table are measured with, and those that would have to end it say why not', async () => {
    const cells = everyCell().filter(
      ({ row, column }) => column.id === 'redis' && ['app-restarted', 'store-down'].includes(row.id),
    );
    expect(cells).toHaveLength(2);
    const measured = await measureTruth(
      (scenario, setup) => playWhole(LAB, { scenario, setup, seed: 'test', inject: [], redisUrl: url }),
      1,
      () => undefined,
      cells,
    );
    const restarted = measured.find(({ row }) => row === 'app-restarted');
    const down = measured.find(({ row }) => row === 'store-down');
    expect(restarted).toMatchObject({ measured: { verdict: 'in' } });
    expect(down).toMatchObject({ cannot: expect.stringContaining('This Redis is your own') as string });
    expect(await keys()).toEqual(foreign);
  });

  it('touches keys of its own alone, and takes them along when it ends', async () => {
    const [one, other] = [await begin(), await begin()];
    for (const run of [one, other]) while (!run.kinds().includes('cookie.stored')) await run.step();
    const added = (await keys()).filter((key) => !foreign.includes(key));
    expect(added).toHaveLength(2);
    expect(new Set(added.map((key) => /^auth-lab:([0-9a-f]{12}):./.exec(key)?.[1])).size, 'no two runs meet').toBe(2);
    other.send({ type: 'intervene', what: { type: 'destroySessions' } });
    await other.until(() => other.interventions.length > 0);
    expect((await keys()).filter((key) => added.includes(key))).toHaveLength(1);
    await one.dispose();
    await other.dispose();
    expect(await keys()).toEqual(foreign);
    expect(await redis.ask((client) => client.mGet(foreign), PASSWORD)).toEqual(
      foreign.map((key) => THEIRS[key as 'cache']),
    );
  });

  it('has its sessions end by the clock of the run', async () => {
    const run = await begin();
    while (!run.kinds().includes('cookie.stored')) await run.step();
    expect(await keys()).toHaveLength(foreign.length + 1);
    run.send({ type: 'intervene', what: { type: 'advanceClock', ms: 31 * 60_000 } });
    await run.until(() => run.interventions.length > 0);
    expect(await keys()).toEqual(foreign);
  });

  it('tells nobody the address or the password', async () => {
    const run = await begin();
    while (!run.kinds().includes('cookie.stored')) await run.step();
    const shown = JSON.stringify([run.trace, run.state, run.failures, commandLines(run.pid ?? 0)]);
    expect(shown).not.toContain(PASSWORD);
    expect(shown).not.toContain(String(redis.port));
    expect(run.state?.store).toEqual({
      kind: 'redis',
      socket: null,
      prefix: expect.stringMatching(/^auth-lab:/) as string,
    });
  });

  it('cannot have it ended or told to refuse, and says why', async () => {
    const run = await begin();
    const why = new Map(run.state?.faults.map((fault) => [fault.id, fault.why]));
    const own = 'This Redis is your own: Auth Lab does not end it, and changes none of its settings.';
    const refused = [...why].filter(([, reason]) => reason === own).map(([id]) => id);
    expect(refused.sort()).toEqual([
      'restart-store',
      'restart-store-lost',
      'store-destroy-fails',
      'store-down',
      'store-write-fails',
    ]);
  });

  it.each([
    [
      'no password',
      () => url.replace(`:${PASSWORD}@`, ''),
      'This Redis needs a password, and the setting authLab.redisUrl names none.',
    ],
    [
      'a wrong one',
      () => url.replace(PASSWORD, 'wrong'),
      'This Redis does not accept the user name or the password in the setting authLab.redisUrl.',
    ],
    [
      'nobody there',
      () => 'redis://:secret@127.0.0.1:1',
      'Nothing accepts connections at the address in the setting authLab.redisUrl. Is Redis running?',
    ],
  ])('does not begin with %s, and says what is wrong', async (_, address, sentence) => {
    const run = new LabRun();
    runs.push(run);
    await run.start('stateful', { setup: { store: 'redis' }, redisUrl: address() });
    await expect(run.ended()).rejects.toThrow(sentence);
    expect(run.failures.map(({ code, fatal }) => [code, fatal])).toEqual([['redis-unusable', true]]);
  });

  it('is not asked at all when the sessions are elsewhere', async () => {
    const trace = await playThrough('stateful', { setup: { store: 'memory' }, redisUrl: 'redis://127.0.0.1:1' });
    expect(trace.at(-1)?.kind).toBe('run.ended');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** The command lines of a process and of everything below it, as anybody on the machine can read them. */
function commandLines(pid: number): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
  return [readFileSync(`/proc/${pid}/cmdline`, 'utf8'), ...children.map(Number).flatMap(commandLines)];
}
