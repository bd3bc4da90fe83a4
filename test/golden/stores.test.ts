import { describe, expect, it } from 'vitest';
import { STORE_KINDS, type EventKind, type EventOf, type StoreKind, type TraceEvent } from '../../src/model';
import { at, firstDifference, outcomes, playThrough } from './lab-run';

const play = (store: StoreKind, fault?: string, moment = 'cookie.stored#1'): Promise<TraceEvent[]> =>
  playThrough('stateful', {
    setup: { store },
    ...(fault === undefined ? {} : { inject: [{ fault, at: at(moment) }] }),
  });

const ofKind = <K extends EventKind>(trace: readonly TraceEvent[], kind: K): EventOf<K>[] =>
  trace.filter((event): event is EventOf<K> & TraceEvent => event.kind === kind);

/** What the user's requests get up to the logout, and what the thief's gets with the copy after it. */
const LOGGED_IN = [401, 401, 200, 200, 200, 403, 204];
const LOGGED_OUT_AT_ONCE = [401, 401, 200, 401, 401, 401, 204];

describe.each(STORE_KINDS)('sessions in %s', (store) => {
  it('let a user in, and refuse one who is known but lacks the role', async () => {
    expect(outcomes(await play(store)).slice(0, -1)).toEqual(LOGGED_IN);
  });

  it('give the same bytes for the same seed and others for another', async () => {
    const [first, second] = [await play(store), await play(store)];
    expect(firstDifference(first, second)).toBeNull();
    const other = await playThrough('stateful', { setup: { store }, seed: 'another' });
    expect(firstDifference(first, other)).not.toBeNull();
  });

  it('give the same bytes with a restart', async () => {
    expect(firstDifference(await play(store, 'restart'), await play(store, 'restart'))).toBeNull();
  });
});

describe('a restart after login', () => {
  it('forgets sessions that were kept in the memory of the process', async () => {
    expect(outcomes(await play('memory', 'restart'))).toEqual([...LOGGED_OUT_AT_ONCE, 401]);
  });

  it.each(['sqlite', 'redis'] as const)('finds them again in %s', async (store) => {
    const trace = await play(store, 'restart');
    expect(outcomes(trace)).toEqual([...LOGGED_IN, 401]);
    const [before, after] = ofKind(trace, 'store.opened');
    expect(before?.data).toEqual({ store, durable: true, rows: [] });
    expect(after?.data.rows.map(({ data }) => data['user'])).toEqual([{ id: '1', name: 'alice' }]);
  });

  it('has nothing to forget when the session is in the cookie', async () => {
    expect(outcomes(await play('cookie', 'restart'))).toEqual([...LOGGED_IN, 200]);
  });

  it('with another secret opens no cookie that was sealed before', async () => {
    const trace = await play('cookie', 'new-secret');
    expect(outcomes(trace)).toEqual([...LOGGED_OUT_AT_ONCE, 401]);
    const failed = ofKind(trace, 'session.rejected').map(({ data }) =>
      data.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id),
    );
    expect(failed.flat()).toEqual(failed.map(() => 'secret'));
    expect(failed.length).toBeGreaterThan(0);
  });
});

describe('a copied cookie after logout', () => {
  it.each(['memory', 'sqlite', 'redis'] as const)('leads to no row in %s', async (store) => {
    expect(outcomes(await play(store)).at(-1)).toBe(401);
  });

  it('is the session itself, when that is encrypted in it', async () => {
    expect(outcomes(await play('cookie')).at(-1)).toBe(200);
  });

  it('is not, with one character changed', async () => {
    const trace = await play('cookie', 'tamper');
    expect(outcomes(trace)[3]).toBe(401);
    expect(ofKind(trace, 'session.rejected').length).toBeGreaterThan(0);
  });
});

describe('sessions in Redis', () => {
  it('are told with the end that the store gives them, which moves although the row does not', async () => {
    const trace = await play('redis');
    const found = ofKind(trace, 'store.answered').filter(({ data }) => data.op === 'get' && data.hit);
    const ends = found.map(({ data }) => data.row?.expires ?? 0);
    expect(new Set(ends).size).toBe(ends.length);
    expect(new Set(found.map(({ data }) => JSON.stringify(data.row?.data))).size).toBe(1);
  });
});

describe('sessions in a cookie', () => {
  it('are in no store: nobody asks one, and nobody plays it', async () => {
    const trace = await play('cookie');
    expect(ofKind(trace, 'store.asked')).toEqual([]);
    expect(ofKind(trace, 'run.started')[0]?.data.actors.map(({ role }) => role)).not.toContain('store');
  });

  it('show nothing of what they hold to who carries them', async () => {
    const trace = await play('cookie');
    const [sealed] = ofKind(trace, 'session.sealed');
    expect(sealed?.data.data).toEqual({
      user: { id: '1', name: 'alice' },
      version: 1,
      since: expect.any(Number) as number,
    });
    expect(sealed?.data.value).toMatch(/^Fe26\.2\*/);
    const [, , , , ciphertext = ''] = sealed?.data.value.split('*') ?? [];
    expect(Buffer.from(ciphertext, 'base64url').toString('latin1')).not.toContain('alice');
  });

  it('name the line of the teaching server for everything that it did', async () => {
    const trace = await play('cookie');
    const files = new Set(trace.flatMap(({ actor, source }) => (actor === 'app' && source ? [source.file] : [])));
    expect(files).toEqual(new Set(['src/apps/encrypted-cookie.ts']));
    for (const kind of ['session.sealed', 'session.unsealed'] as const) {
      expect(ofKind(trace, kind).filter(({ source }) => source === undefined)).toEqual([]);
    }
  });
});
