import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../../../src/model';
import { account } from '../../../src/projections/account';
import { randomTrace } from './random-traces';
import { SID, Story, statefulStory } from './traces';

describe('the account of a run', () => {
  const text = account(statefulStory().events);

  it('opens with the title and closes with the end', () => {
    expect(text).toMatch(/^A run for a test\n=+\n\nSeed s\./);
    expect(text).toMatch(/The run is over after 9 acts\.\n$/);
  });

  it('numbers the acts', () => {
    expect(text).toContain('\n1. First visit\n--------------\n');
    expect(text).toContain('\n9. Replay\n---------\n');
  });

  it('tells each message with its time, its ends, its label and its sentence', () => {
    expect(text).toContain(
      '    0:00.005  Browser → Server: GET /profile\n' +
        '              The browser sends GET /profile without any credential: HTTP is stateless\n' +
        '              (RFC 9110 §3.3), so nothing in this request says who is asking.\n',
    );
  });

  it('counts time from the start, over the hour', () => {
    const story = new Story().begin();
    story.advance(62 * 60_000);
    expect(account(story.events)).toContain(' 1:02:00.002  [Clock ahead by 1 h 2 min]');
  });

  it('keeps within 90 columns and holds no session id', () => {
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
    expect(text).not.toContain(SID);
  });

  it('says so when an act left nothing behind', () => {
    expect(account(new Story().begin().act('Nothing').events)).toContain('Nothing was recorded in this act.');
  });

  it('has an entry for every loud event of any trace, and no secret', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace, secrets }) => {
        const told = account(trace);
        const entries = told.split('\n').filter((line) => /^ *-?(\d+:)?\d+:\d\d\.\d{3} {2}/.test(line));
        expect(entries).toHaveLength(trace.filter(({ kind }) => !EVENT_KINDS[kind].quiet).length);
        for (const secret of secrets) expect(told).not.toContain(secret);
        expect(account(trace)).toBe(told);
      }),
    );
  });
});
