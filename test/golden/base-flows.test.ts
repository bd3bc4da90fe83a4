import { describe, expect, it } from 'vitest';
import type { EventKind, EventOf, TraceEvent } from '../../src/model';
import { firstDifference, outcomes, playThrough } from './lab-run';

const ofKind = <K extends EventKind>(trace: readonly TraceEvent[], kind: K): EventOf<K>[] =>
  trace.filter((event): event is EventOf<K> & TraceEvent => event.kind === kind);

describe('stateful', () => {
  it('lets a user in by a session and nobody in once it is destroyed', async () => {
    const trace = await playThrough('stateful');
    expect(outcomes(trace)).toEqual([401, 401, 200, 200, 200, 403, 204, 401]);
  });

  it('changes the session id at login and keeps no row for the one before', async () => {
    const trace = await playThrough('stateful');
    const [regenerated] = ofKind(trace, 'session.regenerated');
    expect(regenerated?.data.from).not.toBe(regenerated?.data.to);
    const stored = ofKind(trace, 'store.answered').filter(({ data }) => data.op === 'set');
    expect(new Set(stored.map(({ data }) => data.sid))).toEqual(new Set([regenerated?.data.to]));
  });

  it('refuses the copied cookie although its signature still fits: the row is gone', async () => {
    const trace = await playThrough('stateful');
    const replay = trace.slice(trace.findIndex((event) => event.kind === 'act.started' && event.data.act === 'replay'));
    expect(ofKind(replay, 'cookie.verified')).toHaveLength(1);
    expect(ofKind(replay, 'store.answered').map(({ data }) => data.hit)).toEqual([false]);
  });

  it('says how to authenticate with every 401 (RFC 9110 §15.5.2)', async () => {
    const trace = await playThrough('stateful');
    expect(challenges(trace)).toEqual(['Cookie realm="shop"', 'Cookie realm="shop"', 'Cookie realm="shop"']);
  });
});

describe('stateless', () => {
  it('lets the copied token in after logout, until it expires', async () => {
    const trace = await playThrough('stateless');
    expect(outcomes(trace)).toEqual([401, 401, 200, 200, 200, 403, 200, 401]);
  });

  it('challenges as RFC 6750 §3 says: an error code only when a token was sent', async () => {
    const trace = await playThrough('stateless');
    expect(challenges(trace)).toEqual([
      'Bearer realm="shop"',
      'Bearer realm="shop"',
      'Bearer realm="shop", error="invalid_token"',
    ]);
    const forbidden = ofKind(trace, 'response.received').find(({ data }) => data.status === 403);
    expect(forbidden?.data.headers).toContainEqual([
      'WWW-Authenticate',
      'Bearer realm="shop", error="insufficient_scope"',
    ]);
  });

  it('explains every verdict of the library: no failed check when it accepts, at least one when it rejects', async () => {
    const trace = await playThrough('stateless');
    const failed = (event: EventOf<'token.verified'> | EventOf<'token.rejected'>): string[] =>
      event.data.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
    expect(ofKind(trace, 'token.verified').map(failed)).toEqual([[], [], [], []]);
    expect(ofKind(trace, 'token.rejected').map(failed)).toEqual([['exp']]);
  });

  it('never asks a store and never sees the logout', async () => {
    const trace = await playThrough('stateless');
    expect(ofKind(trace, 'store.asked')).toEqual([]);
    expect(ofKind(trace, 'request.received').map(({ data }) => data.path)).not.toContain('/logout');
  });
});

describe.each(['stateful', 'stateless'])('%s, any run', (scenario) => {
  it('gives the same bytes for the same seed and others for another', async () => {
    const [first, second, other] = await Promise.all([
      playThrough(scenario),
      playThrough(scenario),
      playThrough(scenario, { seed: 'another' }),
    ]);
    expect(firstDifference(first, second)).toBeNull();
    expect(firstDifference(first, other)).not.toBeNull();
  });

  it('numbers its events from 0 without a gap, in time that never runs backwards', async () => {
    const trace = await playThrough(scenario);
    expect(trace.map(({ seq }) => seq)).toEqual(trace.map((_, index) => index));
    expect(trace.map(({ at }) => at)).toEqual([...trace.map(({ at }) => at)].sort((a, b) => a - b));
  });

  it('names the line of the teaching server for everything the server did', async () => {
    const trace = await playThrough(scenario);
    const silent = trace.filter(
      ({ actor, exchange, kind, source }) =>
        actor === 'app' && exchange && !source && !['request.received', 'session.generated'].includes(kind),
    );
    expect(silent).toEqual([]);
    expect(new Set(trace.flatMap(({ source }) => (source ? [source.file] : [])))).toEqual(
      new Set(scenario === 'stateful' ? ['src/apps/stateful.ts'] : ['src/apps/stateless.ts', 'src/apps/bearer.ts']),
    );
  });

  it('never tells a password', async () => {
    const trace = await playThrough(scenario);
    const elsewhere = trace.filter(({ kind }) => kind !== 'request.sent' && kind !== 'request.received');
    expect(JSON.stringify(elsewhere)).not.toMatch(/wonderland|looking-glass/);
  });

  it('shows no mark of the lab to the server or the learner', async () => {
    const trace = await playThrough(scenario);
    expect(JSON.stringify(trace)).not.toMatch(/x-auth-lab/i);
  });
});

function challenges(trace: readonly TraceEvent[]): (string | undefined)[] {
  return ofKind(trace, 'response.received')
    .filter(({ data }) => data.status === 401)
    .map(({ data }) => data.headers.find(([name]) => name === 'WWW-Authenticate')?.[1]);
}
