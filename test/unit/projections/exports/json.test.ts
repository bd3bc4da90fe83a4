import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson, toJson } from '../../../../src/projections/exports/json';
import type { Trace } from '../../../../src/model';
import { holdings } from '../../../../src/projections/holdings';
import { randomTrace } from '../random-traces';
import { COOKIE_VALUE, PASSWORD, SID, Story, TOKEN, WRONG_PASSWORD, statefulStory, statelessStory } from '../traces';

describe('a trace as JSON', () => {
  it('comes back as it was, and gives the same bytes again', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const written = toJson(trace);
        const read = fromJson(written);
        expect(read.ok).toBe(true);
        if (read.ok) expect(toJson(read.value)).toBe(written);
      }),
    );
  });

  it('has one event a line, its members in one order whatever order they had', () => {
    const { events } = statefulStory();
    const turned = events.map(
      (event) => Object.fromEntries(Object.entries(event).reverse()) as unknown as (typeof events)[number],
    );
    expect(toJson(turned)).toBe(toJson(events));
    expect(toJson(events).trimEnd().split('\n')).toHaveLength(events.length + 2);
  });

  it.each([
    ['not JSON', 'nonsense', 'The trace is not JSON.'],
    ['no array', '{}', 'The trace is not an array of events.'],
    [
      'an unknown kind',
      '[{"seq":0,"at":0,"actor":"a","boot":1,"kind":"tea.made","data":{}}]',
      'Event 0: "tea.made" is not a kind of event that this version of Auth Lab knows.',
    ],
    [
      'a gap',
      '[{"seq":1,"at":0,"actor":"a","boot":1,"kind":"run.ended","data":{}}]',
      'Event 0 (run.ended) has the number 1: something is missing or out of order.',
    ],
  ])('refuses %s with a sentence', (_what, input, error) => {
    expect(fromJson(input)).toMatchObject({ ok: false, error });
  });

  const withData = (kind: string, data: unknown, frame: object = {}): string =>
    JSON.stringify([{ seq: 0, at: 0, actor: 'a', boot: 1, kind, data, ...frame }]);
  it.each([
    [
      'store.asked',
      { op: 'steal' },
      'Event 0 (store.asked): "op" must be one of get, set, touch, destroy, all, clear.',
    ],
    [
      'store.opened',
      { store: 's', durable: true, rows: [{ sid: 's', data: {}, bytes: 1, expires: 'never' }] },
      'Event 0 (store.opened): "rows[0].expires" must be a number, or null.',
    ],
    [
      'request.received',
      { method: 'GET', path: '/', headers: [['Host']], body: '' },
      'Event 0 (request.received): "headers[0]" must be a name and a value.',
    ],
    ['cookie.removed', [], 'Event 0 (cookie.removed): its data must be an object.'],
    ['cookie.removed', { name: 7 }, 'Event 0 (cookie.removed): "name" must be text.'],
    ['clock.advanced', { by: 1 }, 'Event 0 (clock.advanced): "to" must be a number.'],
  ])('looks into what %s says', (kind, data, error) => {
    expect(fromJson(withData(kind, data))).toEqual({ ok: false, error });
  });

  it('looks at the frame', () => {
    const frame = (more: object): unknown => fromJson(withData('node.hung', {}, more));
    expect(frame({})).toMatchObject({ ok: true });
    expect(frame({ at: null })).toEqual({ ok: false, error: 'Event 0: "at" must be a number.' });
    expect(frame({ source: { file: 'f', line: 'x', column: 1 } })).toEqual({
      ok: false,
      error: 'Event 0: "source.line" must be a whole number.',
    });
    expect(fromJson('[7]')).toEqual({ ok: false, error: 'Event 0 must be an object.' });
  });

  it('takes numbers that JSON can write and nobody can count with for wrong', () => {
    expect(fromJson('[{"seq":0,"at":1e999,"actor":"a","boot":1,"kind":"node.hung","data":{}}]')).toMatchObject({
      ok: false,
    });
  });

  it('never throws, whatever it is given', () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.jsonValue().map((value) => withData('token.signed', value)),
    );
    fc.assert(
      fc.property(anything, (input) => {
        const read = fromJson(input);
        expect(read.ok || /^[A-Z].*\.$/.test(read.error)).toBe(true);
      }),
    );
  });

  it('takes 5 MB of garbage, and nesting without end', () => {
    const deep = 2_500_000;
    for (const garbage of [
      '['.repeat(5_000_000),
      `${'['.repeat(deep)}${']'.repeat(deep)}`,
      withData('node.hung', {}, { more: 'x'.repeat(5_000_000) }).slice(0, -3),
      `[${'{"seq":0},'.repeat(500_000)}7]`,
    ]) {
      expect(fromJson(garbage).ok).toBe(false);
    }
    const nested = `{"a":`.repeat(90) + '1' + '}'.repeat(90);
    expect(fromJson(withData('token.signed', {}).replace('{}', nested))).toEqual({
      ok: false,
      error: 'Event 0 is nested more than 60 levels deep.',
    });
  });
});

describe('a trace as JSON without secrets', () => {
  it('holds none of them, can be read back, and still tells the same story', () => {
    for (const { events } of [statefulStory(), statelessStory()]) {
      const written = toJson(events, { redact: true });
      for (const secret of [SID, TOKEN, COOKIE_VALUE, PASSWORD, WRONG_PASSWORD]) expect(written).not.toContain(secret);
      const read = fromJson(written);
      expect(read.ok).toBe(true);
      if (!read.ok) continue;
      const statuses = (trace: Trace): unknown[] => trace.map(({ kind, actor, exchange }) => [kind, actor, exchange]);
      expect(statuses(read.value)).toEqual(statuses(events));
      expect(holdings(read.value).clients.map(({ cookies, storage }) => [cookies.length, storage.length])).toEqual(
        holdings(events).clients.map(({ cookies, storage }) => [cookies.length, storage.length]),
      );
    }
  });

  it('leaves what is no secret as it is', () => {
    const story = new Story().begin();
    const exchange = story.send('GET', '/profile');
    story.add('request.failed', { code: 'ECONNREFUSED', message: 'connect' }, { actor: 'browser', exchange });
    expect(toJson(story.events, { redact: true })).toBe(toJson(story.events));
  });

  it('holds no secret of any trace', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const written = toJson(trace, { redact: true });
        expect(fromJson(written).ok).toBe(true);
        for (const event of trace) {
          if (event.kind === 'token.signed') expect(written).not.toContain(event.data.token);
          if (event.kind === 'cookie.stored') expect(written).not.toContain(event.data.cookie.value);
        }
      }),
    );
  });
});
