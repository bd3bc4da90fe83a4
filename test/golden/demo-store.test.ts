import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Setup } from '../../src/model';
import type { StoreRecord } from '../../src/model/store-records';
import { DeskProcess } from '../../src/process/desk-process';
import { RunSession } from '../../src/vscode/run-session';
import { demoPlace, deskAddress } from '../../src/vscode/stores/demo-place';
import { DemoSource } from '../../src/vscode/stores/demo-source';
import { LAB } from './lab-run';
import { OwnRedis } from './own-redis';

const DESK = resolve(import.meta.dirname, '../../dist/store-desk.js');
const CARD = { id: 'stateful', title: 'Stateful: sessions', teaches: 'It remembers.' };
const HALF_AN_HOUR = 30 * 60_000;
const FOREIGN = 20_000;
const all = { cursor: null, search: '', size: 200 };

/** A run in the editor's hands, and its store as the table reads it. */
class Looking {
  readonly session: RunSession;
  readonly #sources: DemoSource[] = [];

  constructor(private readonly redisUrl?: string) {
    this.session = new RunSession({
      labPath: () => LAB,
      redisUrl: () => redisUrl,
      seed: 'auth-lab',
      newId: randomUUID,
      log: () => undefined,
    });
  }

  async start(setup: Setup, scenario = 'stateful'): Promise<this> {
    await this.session.start({ ...CARD, id: scenario }, { hold: true, pace: 0, setup });
    await this.until(() => this.session.run?.state.phase === 'held');
    return this;
  }

  until(holds: () => boolean): Promise<void> {
    return new Promise((done) => {
      if (holds()) return done();
      const listening = this.session.onDidChange(() => {
        if (!holds()) return;
        listening.dispose();
        done();
      });
    });
  }

  async step(): Promise<void> {
    const before = this.session.run?.trace.length ?? 0;
    this.session.step();
    await this.until(() => this.session.run!.trace.length > before && this.session.run!.state.phase !== 'running');
  }

  async login(): Promise<void> {
    while (!this.session.run!.trace.some(({ kind }) => kind === 'cookie.stored')) await this.step();
  }

  /** Waits until the run has done what the operator asked for. */
  async done(work: Promise<unknown>): Promise<void> {
    const before = this.session.run!.interventions.length;
    await work;
    if (this.session.run!.interventions.length > before) return;
    await new Promise<void>((over) => {
      const listening = this.session.onDidSteer(() => {
        listening.dispose();
        over();
      });
    });
  }

  async source(): Promise<DemoSource> {
    const place = demoPlace(this.session.run);
    if (place.type === 'nowhere') throw new Error(place.sentence);
    const address = deskAddress(place, this.redisUrl);
    const desk = address && new DeskProcess(DESK);
    if (desk) await desk.open(address);
    const { session } = this;
    const source = new DemoSource({
      place,
      desk,
      run: () => session.run,
      intervene: (what) => session.intervene(what),
    });
    this.#sources.push(source);
    return source;
  }

  async dispose(): Promise<void> {
    for (const source of this.#sources) await source.dispose();
    await this.session.dispose();
  }
}

describe("a demo's sessions in the table", () => {
  let looking: Looking | undefined;
  let own: OwnRedis | undefined;
  afterEach(async () => {
    await looking?.dispose();
    await own?.dispose();
    [looking, own] = [undefined, undefined];
  });

  it.each([
    ['memory', 'told'],
    ['sqlite', 'store'],
    ['redis', 'store'],
    ["redis of the user's own", 'store'],
  ] as const)('in %s are its real rows, and each change is made and told by the run', async (kind, place) => {
    if (kind === "redis of the user's own") {
      own = await new OwnRedis().start();
      await own.ask((client) =>
        client.mSet(Object.fromEntries(Array.from({ length: FOREIGN }, (_, n) => [`theirs:${n}`, '{}']))),
      );
    }
    looking = await new Looking(own?.url).start({ store: kind.split(' ')[0] as 'redis' });
    await looking.login();
    expect(demoPlace(looking.session.run).type).toBe(place);
    const source = await looking.source();
    expect(source.card).toMatchObject({ demo: true, facts: { changes: 'free', expires: true } });
    const rows = async (): Promise<readonly StoreRecord[]> => (await source.page(all)).rows;

    const page = await source.page(all);
    expect(page).toMatchObject({ next: null, looked: 1, keys: null });
    const [row, ...others] = page.rows;
    expect([row?.user, row?.readable, others]).toEqual(['alice', true, []]);
    expect(looking.session.run!.trace.some((event) => event.kind === 'store.asked' && event.data.sid === row?.id)).toBe(
      true,
    );
    const left = row!.end! - looking.session.run!.state.clock;
    expect(left).toBeLessThanOrEqual(HALF_AN_HOUR);
    expect(left).toBeGreaterThan(HALF_AN_HOUR - 10_000);

    const value = await source.value(row!.id);
    const data = JSON.parse(value!.text) as Record<string, unknown>;
    await expect(source.edit(row!.id, data, 'something else')).rejects.toThrow('Nothing was written.');
    await looking.done(source.edit(row!.id, { ...data, note: 'by hand' }, value!.text));
    expect((await rows())[0]?.preview).toContain('by hand');
    expect((await source.page({ ...all, search: 'BY HAND' })).rows).toHaveLength(1);
    expect((await source.page({ ...all, search: 'no such words' })).rows).toEqual([]);

    const told = looking.session.run!.trace.length;
    await looking.done(source.destroy([row!.id]));
    expect(await rows()).toEqual([]);
    expect(await source.value(row!.id)).toBeNull();
    const since = looking.session.run!.trace.slice(told);
    expect(since.some((event) => event.kind === 'store.answered' && event.data.op === 'destroy')).toBe(true);
    if (own) expect(await own.ask((client) => client.dbSize())).toBe(FOREIGN);
  });

  it('that are in the memory of several servers say which', async () => {
    looking = await new Looking().start({ store: 'memory', nodes: 2 });
    await looking.login();
    const { rows } = await (await looking.source()).page(all);
    expect(rows.map(({ store }) => store)).toEqual(['Memory of server 1']);
  });

  it('that are over are shown as they were last, and cannot be changed', async () => {
    looking = await new Looking().start({ store: 'sqlite' });
    await looking.login();
    looking.session.stop();
    await looking.until(() => looking!.session.run!.state.phase === 'ended');
    const source = await looking.source();
    expect(source.card.facts).toMatchObject({
      kind: 'sqlite',
      changes: 'never',
      why: 'The demo is over: these are the sessions that its store held last.',
    });
    expect((await source.page(all)).rows.map(({ user }) => user)).toEqual(['alice']);
  });

  it('that are nowhere say why', async () => {
    expect(demoPlace(null)).toEqual({
      type: 'nowhere',
      sentence: 'No demo has run yet. Start one, or open a session store of your own.',
    });
    for (const [setup, scenario, sentence] of [
      [{ store: 'cookie' }, 'stateful', 'The session is in the cookie, encrypted: this server has no session store.'],
      [
        { tokens: 'plain' },
        'stateless',
        'This server keeps no sessions: what identifies the user is in the token that the browser holds.',
      ],
      [{ tokens: 'denylist' }, 'stateless', 'The store of this demo holds tokens and no sessions.'],
    ] as const) {
      looking = await new Looking().start(setup, scenario);
      await looking.step();
      await expect(looking.source()).rejects.toThrow(sentence);
      await looking.dispose();
    }
  });

  it('are gone with the store that is killed, and there again with the one that is started', async () => {
    looking = await new Looking().start({ store: 'redis' });
    await looking.login();
    const inject = (fault: string): void => looking!.session.intervene({ type: 'inject', fault });
    await looking.done(Promise.resolve(inject('store-down')));
    await looking.until(() => looking!.session.run!.state.store === undefined);
    await expect(looking.source()).rejects.toThrow('The session store of the demo is down.');
    looking.session.intervene({ type: 'lift' });
    await looking.until(() => looking!.session.run!.state.store !== undefined);
    expect((await (await looking.source()).page(all)).rows.map(({ user }) => user)).toEqual(['alice']);
  });
});
