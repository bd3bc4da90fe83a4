import { describe, expect, it } from 'vitest';
import { columns, contradicted, truthRows, verdict, type Outcome } from '../../../src/content/truth';
import { COLUMN_IDS } from '../../../src/content/truth/types';
import type { EventData, EventKind, TraceEvent } from '../../../src/model';

describe('the truth table', () => {
  it('has a column for each way to know who is logged in', () => {
    expect(columns.map(({ id }) => id)).toEqual(COLUMN_IDS);
  });

  it.each(truthRows)('$id ends with a question and says only known things of known columns', (row) => {
    expect(row.scenario.id).toBe(`truth-${row.id}`);
    expect(row.scenario.flow).toBe('either');
    expect(row.scenario.acts[0]?.id).toBe('login');
    expect(row.scenario.acts.at(-1)?.id).toBe('question');
    for (const why of Object.values(row.cannot)) expect(why).toMatch(/^[A-Z][^!]*\.$/);
    expect(Object.keys(row.cannot).length).toBeLessThan(COLUMN_IDS.length);
    const claimed = row.claims.flatMap((claim) => claim.columns);
    expect(new Set(claimed).size).toBe(claimed.length);
    for (const id of claimed) expect(Object.keys(row.cannot)).not.toContain(id);
    for (const { correction } of row.claims) if (correction !== null) expect(correction).toMatch(/^[A-Z][^!]*\.$/);
  });

  it('speaks up where a claim and a run differ, and only there', () => {
    const row = truthRows.find(({ id }) => id === 'id-rotated')!;
    expect(contradicted(row, 'memory', 'in')?.says).toBe('out');
    expect(contradicted(row, 'memory', 'out')).toBeNull();
    expect(contradicted(row, 'jwt', 'in')).toBeNull();
  });
});

describe('the verdict', () => {
  it.each([
    ['in', 200, '{"name":"alice","role":"user"}'],
    ['wrong-role', 200, '{"name":"alice","role":"admin"}'],
    ['in', 200, 'not JSON'],
    ['in', 200, 'null'],
    ['out', 401, '{"error":"Please log in."}'],
    ['out', 400, '{"error":"invalid_grant"}'],
    ['error', 500, ''],
    ['error', 503, ''],
  ])('is %s for %i %s', (expected, status, body) => {
    const outcome = judged([...asked(), event('response.received', response(status, body))]);
    expect(outcome.verdict).toBe(expected);
    expect(outcome.why).toMatch(/^GET \/profile was answered with .*\.$/);
  });

  it('takes the role that the user table has last', () => {
    const body = '{"name":"alice","role":"user"}';
    const change = (role: string): TraceEvent =>
      event('user.changed', { id: '1', name: 'alice', what: 'role', role, locked: false, version: 1 }, 'lab');
    const last = event('response.received', response(200, body));
    expect(judged([change('admin'), ...asked(), last]).verdict).toBe('wrong-role');
    expect(judged([change('admin'), change('user'), ...asked(), last]).verdict).toBe('in');
  });

  it('is an error where no answer came', () => {
    const lost = event('response.lost', { code: 'ECONNRESET', message: '', gotHead: false });
    expect(judged([...asked(), lost]).verdict).toBe('error');
    expect(judged([...asked(), event('request.failed', { code: 'ENOENT', message: '' })]).verdict).toBe('error');
    expect(judged([])).toEqual({ verdict: 'error', why: 'The run ended before anybody got an answer.' });
    expect(judged(asked()).verdict).toBe('error');
  });

  it('looks at whoever asked, and at the last answer only', () => {
    const mine = event('response.received', response(401, ''));
    const theirs = event('response.received', response(200, '{}'), 'thief');
    expect(judged([...asked(), mine, theirs]).verdict).toBe('out');
    expect(judged([...asked(), mine, event('response.received', response(200, '{}'))]).verdict).toBe('in');
  });
});

/** The verdict on these events in this order. */
function judged(events: readonly TraceEvent[]): Outcome {
  return verdict(events.map((each, seq) => ({ ...each, seq })));
}

function event<K extends EventKind>(kind: K, data: EventData[K], actor = 'browser'): TraceEvent {
  return { seq: 0, at: 0, actor, boot: 1, exchange: 'x1', kind, data } as unknown as TraceEvent;
}

function asked(): TraceEvent[] {
  const url = 'https://shop.example/profile';
  return [
    event('act.started', { act: 'question', title: 'Open the profile', by: 'browser' }),
    event('request.sent', { method: 'GET', url, headers: [], body: '', cookies: [] }),
  ];
}

function response(status: number, body: string): EventData['response.received'] {
  return { status, reason: 'Reason', headers: [], body, bytes: body.length };
}
