import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventKind, StoreRow, Trace } from '../../../src/model';
import { holdings, type Holdings } from '../../../src/projections/holdings';
import { sessionRows } from '../../../src/projections/sessions';
import { randomTrace } from './random-traces';
import {
  BALANCED_CAST,
  BEGAN,
  COOKIE_VALUE,
  SID,
  Story,
  TOKEN,
  cookie,
  sessionRow,
  statefulStory,
  statelessStory,
} from './traces';

const MINUTE = 60_000;

/** The trace up to and including the n-th event of a kind. */
function until(trace: Trace, kind: EventKind, nth = 1): Trace {
  const found = trace.filter((event) => event.kind === kind)[nth - 1];
  return trace.slice(0, (found?.seq ?? -1) + 1);
}

const client = (held: Holdings, id: string): Holdings['clients'][number] | undefined =>
  held.clients.find(({ actor }) => actor.id === id);
const rows = (held: Holdings): string[] =>
  held.stores.flatMap((store) => store.rows.map(({ sid, change }) => `${sid} ${change ?? 'kept'}`));

describe('what a browser holds', () => {
  it('is nothing at first, and everyone of the cast is there', () => {
    const held = holdings(until(statefulStory().events, 'act.started'));
    expect(held.clients.map(({ actor, cookies }) => [actor.id, cookies.length])).toEqual([
      ['thief', 0],
      ['browser', 0],
    ]);
  });

  it('is a cookie once it is stored, marked as new for that step', () => {
    const stored = holdings(until(statefulStory().events, 'cookie.stored'));
    expect(client(stored, 'browser')?.cookies).toMatchObject([
      { cookie: { name: '__Host-sid' }, change: 'added', expired: false, copiedFrom: null },
    ]);
    const next = holdings(until(statefulStory().events, 'request.sent', 4));
    expect(client(next, 'browser')?.cookies[0]?.change).toBeNull();
  });

  it('is renewed with the same value and a later end', () => {
    expect(client(holdings(until(statefulStory().events, 'cookie.stored', 2)), 'browser')?.cookies).toMatchObject([
      { change: 'changed' },
    ]);
  });

  it('shows a deleted cookie once more, as removed', () => {
    const gone = holdings(until(statefulStory().events, 'cookie.deleted'));
    expect(client(gone, 'browser')?.cookies).toMatchObject([{ change: 'removed' }]);
    expect(client(holdings(statefulStory().events), 'browser')?.cookies).toEqual([]);
  });

  it('goes to a second holder by copying, and stays there after the first logged out', () => {
    const held = holdings(statefulStory().events);
    expect(client(held, 'thief')?.cookies).toMatchObject([{ cookie: { value: COOKIE_VALUE }, copiedFrom: 'browser' }]);
    const tokens = holdings(statelessStory().events);
    expect(client(tokens, 'browser')?.storage).toEqual([]);
    expect(client(tokens, 'thief')?.storage).toEqual([
      { area: 'localStorage', key: 'access_token', value: TOKEN, copiedFrom: 'browser', change: null },
    ]);
  });

  it('expires by the clock and stays in the jar until somebody looks', () => {
    const story = new Story().begin();
    story.add(
      'cookie.stored',
      { cookie: cookie(BEGAN), line: '', replaced: false, verdict: { ok: true, checks: [] } },
      { actor: 'browser' },
    );
    expect(client(holdings(story.events), 'browser')?.cookies[0]).toMatchObject({ expired: false });
    story.advance(30 * MINUTE);
    expect(client(holdings(story.events), 'browser')?.cookies[0]).toMatchObject({ expired: true });
  });
});

describe('what a server holds', () => {
  it('is its secrets while it is up', () => {
    const story = new Story().begin().start();
    expect(holdings(story.events).servers).toMatchObject([
      { up: true, boot: 1, secrets: [{ secret: { fingerprint: '11aa22bb' }, change: 'added' }] },
    ]);
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    expect(holdings(story.events).servers).toMatchObject([{ up: false, boot: 1, secrets: [{ change: 'removed' }] }]);
    story.start(2);
    expect(holdings(story.events).servers).toMatchObject([{ up: true, boot: 2, secrets: [{ change: 'added' }] }]);
  });
});

describe('what a store holds', () => {
  it('changes when the store has answered, not when it was asked', () => {
    const { events } = statefulStory();
    expect(rows(holdings(until(events, 'store.asked', 2)))).toEqual([]);
    expect(rows(holdings(until(events, 'store.answered', 2)))).toEqual([`${SID} added`]);
  });

  it('loses a row at logout', () => {
    const { events } = statefulStory();
    const destroyed = events.filter(({ kind }) => kind === 'store.answered').length - 1;
    expect(rows(holdings(until(events, 'store.answered', destroyed)))).toEqual([`${SID} removed`]);
    expect(rows(holdings(events))).toEqual([]);
  });

  it('loses everything with a process whose memory it lives in', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    expect(rows(holdings(story.events))).toEqual([`${SID} removed`]);
    story.start(2).open([], 2);
    expect(rows(holdings(story.events))).toEqual([]);
  });

  it('loses nothing when it is durable', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)], 1, true);
    story.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app' });
    expect(rows(holdings(story.events))).toEqual([`${SID} kept`]);
  });

  it('drops an expired row when it is asked for it and finds nothing', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)])
      .advance(31 * MINUTE);
    expect(holdings(story.events).stores[0]?.rows).toMatchObject([{ expired: true }]);
    story.store(undefined, 'get', SID, { hit: false });
    expect(rows(holdings(story.events))).toEqual([`${SID} removed`]);
  });

  it('takes a list of everything as everything', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    const rowsNow = [sessionRow(BEGAN, 'bbbbbbbbbbbbbbbb')];
    story.add('store.answered', { op: 'all', rows: rowsNow }, { actor: 'store' });
    expect(rows(holdings(story.events))).toEqual([`${SID} removed`, 'bbbbbbbbbbbbbbbb added']);
    story.store(undefined, 'destroy', 'bbbbbbbbbbbbbbbb', {}, 'lab');
    story.add('store.answered', { op: 'clear' }, { actor: 'store' });
    expect(rows(holdings(story.events))).toEqual([]);
  });

  it('moves only the end of a row that was touched', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    const touched = { ...sessionRow(BEGAN + MINUTE), data: {} };
    story.add('store.asked', { op: 'touch', sid: SID, row: touched }, { actor: 'app' });
    story.add('store.answered', { op: 'touch', sid: SID }, { actor: 'store' });
    expect(holdings(story.events).stores[0]?.rows).toMatchObject([
      { user: 'alice', expires: BEGAN + 31 * MINUTE, change: 'changed' },
    ]);
  });
});

describe('several stores', () => {
  const story = (): Story => {
    const told = new Story().begin(BALANCED_CAST);
    told.add('node.started', { app: 'stateful', holds: [] }, { actor: 'app' });
    told.add('node.started', { app: 'stateful', holds: [] }, { actor: 'app-2' });
    told.add('store.opened', { store: 'memory', durable: false, rows: [sessionRow(BEGAN)] }, { actor: 'store' });
    const other = sessionRow(BEGAN, 'bbbbbbbbbbbbbbbb');
    return told.add('store.opened', { store: 'memory', durable: false, rows: [other] }, { actor: 'store-2' });
  };

  it('lose the rows of the process that is gone, and no others', () => {
    const told = story();
    told.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'app-2' });
    expect(sessionRows(told.events).map(({ sid, store }) => [sid, store])).toEqual([[SID, 'store']]);
  });

  it('change where the answer comes from', () => {
    const told = story();
    told.add('store.asked', { op: 'destroy', sid: SID }, { actor: 'app-2' });
    told.add('store.answered', { op: 'destroy', sid: SID }, { actor: 'store-2' });
    expect(sessionRows(told.events).map(({ store }) => store)).toEqual(['store', 'store-2']);
  });

  it('show what changed behind the back of a server', () => {
    const told = story();
    const spoiled = { ...sessionRow(BEGAN), data: {} };
    told.add('store.changed', { how: 'corrupted', sid: SID, row: spoiled }, { actor: 'lab' });
    told.add('store.changed', { how: 'evicted', sid: 'bbbbbbbbbbbbbbbb', row: null }, { actor: 'lab' });
    expect(sessionRows(told.events)).toMatchObject([{ sid: SID, user: null, corrupted: true, store: 'store' }]);
    told.store(undefined, 'set', SID, { row: sessionRow(BEGAN) });
    expect(sessionRows(told.events)).toMatchObject([{ user: 'alice', corrupted: false }]);
  });
});

describe('other tables than sessions', () => {
  it('are kept apart', () => {
    const told = new Story().begin();
    const row = (sid: string): StoreRow => ({ sid, data: { sub: '1' }, bytes: 9, expires: null });
    for (const table of ['denylist', 'refresh-tokens'] as const) {
      told.add('store.asked', { op: 'set', table, sid: table, row: row(table) }, { actor: 'app' });
      told.add('store.answered', { op: 'set', table, sid: table }, { actor: 'store' });
    }
    const [store] = holdings(told.events).stores;
    expect(store?.rows).toEqual([]);
    expect(store?.denylist).toMatchObject([{ sid: 'denylist', user: '1', change: null }]);
    expect(store?.refreshTokens).toMatchObject([{ sid: 'refresh-tokens', change: 'added' }]);
    expect(sessionRows(told.events)).toEqual([]);
  });
});

describe('the user table', () => {
  it('is known as far as somebody read it or changed it', () => {
    const told = new Story().begin();
    told.add('user.read', { id: '1', found: true, role: 'user', version: 1 }, { actor: 'app' });
    told.add('user.read', { id: '9', found: false }, { actor: 'app' });
    expect(holdings(told.events).users).toMatchObject([
      { id: '1', name: null, role: 'user', locked: null, version: 1 },
    ]);
    const alice = { id: '1', name: 'alice', role: 'admin', locked: true, version: 1 };
    told.add('user.changed', { ...alice, what: 'role' }, { actor: 'lab' });
    expect(holdings(told.events).users).toEqual([{ ...alice, change: 'changed' }]);
  });
});

describe('a store that is a process', () => {
  it('is down between its end and its start, and no server', () => {
    const told = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)], 1, true);
    told.add('node.exited', { signal: 'SIGKILL', code: null, expected: true }, { actor: 'store' });
    expect(holdings(told.events).stores).toMatchObject([{ up: false }]);
    told.add('node.started', { app: 'redis', holds: [] }, { actor: 'store', boot: 2 });
    told.open([], 2, true);
    expect(holdings(told.events).stores).toMatchObject([{ up: true, rows: [{ change: 'removed' }] }]);
    expect(holdings(told.events).servers.map(({ actor }) => actor.id)).toEqual(['app']);
  });
});

describe('the session table', () => {
  it('counts down to a given moment and keeps what has expired', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    expect(sessionRows(story.events, BEGAN + 10 * MINUTE)).toEqual([
      {
        sid: SID,
        shortSid: '9f8e7d…',
        store: 'store',
        user: 'alice',
        data: { user: { id: '1', name: 'alice' } },
        bytes: 106,
        expires: BEGAN + 30 * MINUTE,
        remaining: 20 * MINUTE,
        expired: false,
        corrupted: false,
      },
    ]);
    expect(sessionRows(story.events, BEGAN + 30 * MINUTE)).toMatchObject([{ remaining: 0, expired: true }]);
  });

  it('leaves out what was just removed', () => {
    const story = new Story()
      .begin()
      .start()
      .open([sessionRow(BEGAN)]);
    story.store(undefined, 'destroy', SID, {}, 'lab');
    expect(sessionRows(story.events)).toEqual([]);
  });
});

describe('any trace', () => {
  it('can be read for holdings, and only the newest step marks changes', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const held = holdings(trace);
        const sids = held.stores.flatMap((store) =>
          store.rows.filter(({ change }) => change !== 'removed').map(({ sid }) => sid),
        );
        expect(sessionRows(trace).map(({ sid }) => sid)).toEqual(sids);
        const seq = trace.length;
        const later = [
          ...trace,
          {
            seq,
            at: held.at,
            actor: 'app',
            boot: 1,
            kind: 'role.checked',
            data: { subject: '', required: '', actual: '', allowed: true },
          } as const,
        ];
        const marks = holdings(later);
        const changes = [
          ...marks.clients.flatMap(({ cookies, storage }) => [...cookies, ...storage]),
          ...marks.servers.flatMap(({ secrets }) => secrets),
          ...marks.stores.flatMap((store) => [...store.rows, ...store.denylist, ...store.refreshTokens]),
          ...marks.users,
        ].map(({ change }) => change);
        expect(changes.every((change) => change === null)).toBe(true);
      }),
    );
  });
});
