import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson, toJson } from '../../../../src/projections/exports/json';
import { randomTrace } from '../random-traces';
import { statefulStory } from '../traces';

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
      'Event 0 of the trace has the wrong shape: custom.',
    ],
    [
      'a gap',
      '[{"seq":1,"at":0,"actor":"a","boot":1,"kind":"run.ended","data":{}}]',
      'Event 0 of the trace has the number 1: something is missing or out of order.',
    ],
  ])('refuses %s with a sentence', (_what, input, error) => {
    expect(fromJson(input)).toMatchObject({ ok: false, error });
  });
});
