import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZodMiniType } from 'zod/mini';
import { labCommand, labReport } from '../../../src/model/lab-protocol';
import { parseWith } from '../../../src/model/parse';
import { hostMessage, viewIntent } from '../../../src/model/view-protocol';

const doors: [string, ZodMiniType][] = Object.entries({ labCommand, labReport, viewIntent, hostMessage });

describe.each(doors)('the door for %s', (_name, door) => {
  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.anything(), (input) => typeof parseWith(door, input, 'It').ok === 'boolean'));
  });

  it('turns away what is not of its kind, with the place', () => {
    expect(parseWith(door, { type: 'nonsense' }, 'A message')).toEqual({
      ok: false,
      error: 'A message has the wrong shape at "type": invalid_union.',
    });
  });
});

describe('what comes through', () => {
  it('is a well-formed command', () => {
    const start = { type: 'start', scenario: 's', seed: 'x', hold: true, pace: 0, inject: [] };
    expect(parseWith(labCommand, start, 'It')).toEqual({ ok: true, value: start });
  });

  it('is no injection at a moment that does not exist', () => {
    const start = { type: 'start', scenario: 's', seed: 'x', hold: true, pace: 0 };
    const inject = [{ fault: 'kill', at: { kind: 'no.such', nth: 1 } }];
    expect(parseWith(labCommand, { ...start, inject }, 'A command').ok).toBe(false);
  });

  it('is no event with a broken frame', () => {
    const event = { seq: 0, at: 1, actor: 'lab', boot: 1, kind: 'run.ended', data: {} };
    const report = (events: unknown[]): boolean => parseWith(labReport, { type: 'appended', from: 0, events }, 'It').ok;
    expect(report([event])).toBe(true);
    for (const broken of [{ seq: 0.5 }, { at: 'noon' }, { kind: 'no.such' }, { data: null }, { boot: undefined }]) {
      expect(report([{ ...event, ...broken }])).toBe(false);
    }
  });
});
