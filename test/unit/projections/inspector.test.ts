import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventKind, Trace } from '../../../src/model';
import { diagram } from '../../../src/projections/diagram';
import {
  inspectEvent,
  type Block,
  type CodeBlock,
  type Inspection,
  type Row,
} from '../../../src/projections/inspector';
import { randomTrace } from './random-traces';
import { COOKIE_VALUE, PASSWORD, Story, TOKEN, cookie, statefulStory, statelessStory } from './traces';

function look(trace: Trace, kind: EventKind, nth = 1): Inspection {
  const found = trace.filter((event) => event.kind === kind)[nth - 1];
  const inspection = inspectEvent(trace, found?.seq ?? -1);
  if (!inspection) throw new Error(`The trace has no ${kind} number ${String(nth)}.`);
  return inspection;
}

const blocks = (inspection: Inspection, id: string): readonly Block[] =>
  inspection.groups.find((group) => group.id === id)?.blocks ?? [];
const code = (inspection: Inspection, id: string): CodeBlock['pieces'] =>
  blocks(inspection, id).flatMap((block) => (block.type === 'code' ? block.pieces : []));
const rows = (inspection: Inspection, id: string): readonly Row[] =>
  blocks(inspection, id).flatMap((block) => (block.type === 'rows' ? block.rows : []));
const whole = (pieces: CodeBlock['pieces']): string => pieces.map(({ text }) => text).join('');

describe('a request', () => {
  it('stands there as sent, with its credential marked', () => {
    const inspection = look(statefulStory().events, 'request.sent', 4);
    expect(whole(code(inspection, 'request'))).toBe(`GET /profile HTTP/1.1\nCookie: __Host-sid=${COOKIE_VALUE}\n\n`);
    expect(code(inspection, 'request').filter(({ mark }) => mark === 'credential')).toEqual([
      { text: COOKIE_VALUE, mark: 'credential' },
    ]);
    expect(rows(inspection, 'request-fields')).toMatchObject([
      { name: 'Cookie', source: 'RFC 6265bis §5.8.1', credential: true },
    ]);
  });

  it('has the password of its body marked', () => {
    const inspection = look(statefulStory().events, 'request.sent', 3);
    expect(code(inspection, 'request').filter(({ mark }) => mark === 'credential')).toEqual([
      { text: PASSWORD, mark: 'credential' },
    ]);
  });

  it('has a bearer token taken apart', () => {
    const inspection = look(statelessStory().events, 'request.sent', 3);
    expect(code(inspection, 'request').find(({ mark }) => mark === 'credential')?.text).toBe(TOKEN);
    const [raw] = blocks(inspection, 'token');
    expect(raw).toMatchObject({ type: 'code', language: 'token' });
    expect(raw?.type === 'code' ? whole(raw.pieces) : '').toBe(TOKEN);
    expect(raw?.type === 'code' ? raw.pieces.map(({ mark }) => mark) : []).toEqual([
      'header',
      'plain',
      'claims',
      'plain',
      'signature',
    ]);
    expect(rows(inspection, 'token')).toContainEqual({
      name: 'exp',
      value: '1767604500',
      about: expect.stringContaining('09:15:00 UTC') as string,
      source: 'RFC 7519 §4.1.4',
    });
  });

  it('comes with its evidence', () => {
    const { events } = statefulStory();
    const inspection = look(events, 'request.sent');
    expect(inspection.events.map((seq) => events[seq]?.kind)).toEqual([
      'request.sent',
      'request.received',
      'session.generated',
      'route.matched',
    ]);
    expect(inspection.groups.map(({ id }) => id)).toEqual([
      'request',
      'request-fields',
      'received',
      'generated',
      'route',
      'events',
    ]);
  });
});

describe('a response', () => {
  it('is whole once its body is known', () => {
    const inspection = look(statefulStory().events, 'response.started');
    expect(whole(code(inspection, 'response'))).toBe(
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Cookie realm="shop"\n\n{"error":"Please log in."}',
    );
  });

  it('is only its head before that', () => {
    const { events } = statefulStory();
    const head = events.findIndex(({ kind }) => kind === 'response.started');
    const inspection = inspectEvent(events.slice(0, head + 1), head);
    expect(inspection?.groups[0]?.title).toBe('Response, head only so far');
  });

  it('has each cookie attribute explained', () => {
    const inspection = look(statefulStory().events, 'response.started', 3);
    expect(rows(inspection, 'set-cookie-0').map(({ name, source }) => [name, source])).toEqual([
      ['Name', 'RFC 6265bis §4.1.3.2'],
      ['Value', 'RFC 6265bis §4.1.1'],
      ['Max-Age', 'RFC 6265bis §5.6.2'],
      ['Path', 'RFC 6265bis §5.6.4'],
      ['HttpOnly', 'RFC 6265bis §5.6.6'],
      ['Secure', 'RFC 6265bis §5.6.5'],
      ['SameSite', 'RFC 6265bis §5.6.7'],
    ]);
  });

  it('has the token of its body taken apart', () => {
    expect(blocks(look(statelessStory().events, 'response.started', 2), 'token')).not.toEqual([]);
  });
});

describe('a verdict', () => {
  it('comes with its checks', () => {
    const inspection = look(statelessStory().events, 'token.rejected');
    expect(blocks(inspection, 'checks')).toMatchObject([
      { type: 'checks', accepted: false, checks: [{ id: 'exp', outcome: 'failed' }] },
    ]);
  });
});

describe('a kept cookie', () => {
  it('tells what each attribute means now', () => {
    const story = new Story().begin();
    story.add(
      'cookie.stored',
      { cookie: cookie(story.now), line: 'a=b', replaced: false, verdict: { ok: true, checks: [] } },
      { actor: 'browser' },
    );
    expect(rows(look(story.events, 'cookie.stored'), 'cookie')).toContainEqual({
      name: 'Domain',
      value: 'shop.example',
      about: 'host-only: sent to this host and to no subdomain',
      source: 'RFC 6265bis §5.6.3',
    });
  });
});

describe('what decides about an account or a refresh token', () => {
  const whyOf = (kind: EventKind, story: Story): Block[] => [...blocks(look(story.events, kind), 'checks')];

  it('is a check with its rule, its values and its source', () => {
    const story = new Story().begin();
    const version = { subject: '1', rule: 'version', expected: '2', actual: '1', allowed: false } as const;
    story.add('account.refused', version, { actor: 'app' });
    story.add('refresh.reused', { family: 'f', id: 'i', revoked: 2 }, { actor: 'app' });
    story.add('refresh.rotated', { family: 'f', from: 'i', to: 'j' }, { actor: 'app' });
    expect(whyOf('account.refused', story)).toMatchObject([
      { accepted: false, checks: [{ outcome: 'failed', expected: '2', actual: '1', source: 'OWASP ASVS 5.0 §7.4.1' }] },
    ]);
    expect(whyOf('refresh.reused', story)).toMatchObject([
      { accepted: false, checks: [{ id: 'refresh-once', outcome: 'failed', source: 'RFC 9700 §4.14.2' }] },
    ]);
    expect(whyOf('refresh.rotated', story)).toMatchObject([{ accepted: true, checks: [{ outcome: 'passed' }] }]);
  });
});

describe('any inspection', () => {
  it('is the same with the item given and without, from any prefix', () => {
    fc.assert(
      fc.property(randomTrace, fc.nat(), ({ trace }, cut) => {
        const prefix = trace.slice(0, trace.length === 0 ? 0 : (cut % trace.length) + 1);
        for (const item of diagram(prefix).sections.flatMap((section) => section.items)) {
          expect(inspectEvent(prefix, item.seq, item)).toEqual(inspectEvent(prefix, item.seq));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('looks past an item that is given by mistake', () => {
    const { events } = statefulStory();
    const [first, second] = diagram(events).sections.flatMap((section) => section.items);
    expect(inspectEvent(events, first!.seq, second)).toEqual(inspectEvent(events, first!.seq));
  });

  it('is the same from the message and from its evidence', () => {
    const { events } = statefulStory();
    for (const item of diagram(events).sections.flatMap((section) => section.items)) {
      const fromItem = inspectEvent(events, item.seq);
      expect(fromItem?.title).toBe(item.label);
      if (item.type === 'note') continue;
      expect(fromItem?.events).toEqual([item.seq, ...item.evidence].sort((a, b) => a - b));
      for (const seq of item.evidence) expect(inspectEvent(events, seq)).toEqual(fromItem);
    }
  });

  it('is there for every event, with ids of its own and the record', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        for (const event of trace) {
          const inspection = inspectEvent(trace, event.seq);
          expect(inspection?.events).toContain(event.seq);
          const ids = inspection?.groups.map(({ id }) => id) ?? [];
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.at(-1)).toBe('events');
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is null for what is not there', () => {
    expect(inspectEvent([], 0)).toBeNull();
    expect(inspectEvent(statefulStory().events, -1)).toBeNull();
  });
});
