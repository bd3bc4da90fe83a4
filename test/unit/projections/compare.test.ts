import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model';
import { align } from '../../../src/projections/align';
import { compare, type ComparedRow, type Comparison } from '../../../src/projections/compare';
import { diagram } from '../../../src/projections/diagram';
import { randomTrace } from './random-traces';
import { recorded } from './recorded';
import { BALANCED_CAST, COOKIE_HEADER, SID, Story, lookUp, sessionRow } from './traces';

const rows = ({ sections }: Comparison): ComparedRow[] => sections.flatMap((section) => section.rows);
const told = (comparison: Comparison): string[] =>
  rows(comparison)
    .filter(({ verdict }) => verdict !== 'same')
    .map(({ verdict, a, b, differences }) => {
      const what = differences.map((each) => `${each.what}: ${each.a} | ${each.b}`).join('; ');
      return `${verdict} ${(a ?? b)?.label ?? ''}${what === '' ? '' : ` (${what})`}`;
    });

/** Logs in, then asks for the profile; between the two, something may happen. */
function branch(between: (story: Story) => void, hit: boolean): Trace {
  const story = new Story().begin().start().open().act('Login');
  const login = story.ask('POST', '/login');
  story.store(login, 'set', SID, { row: sessionRow(story.now) });
  story.answer(login, 200, 'OK');
  between(story);
  story.act('Profile');
  const exchange = story.ask('GET', '/profile', [COOKIE_HEADER]);
  lookUp(story, exchange, hit);
  return hit ? story.answer(exchange, 200, 'OK').events : story.answer(exchange, 401, 'Unauthorized').events;
}

describe('two branches of one run', () => {
  const a = branch(() => undefined, true);
  const b = branch((story) => {
    story.add('store.changed', { how: 'evicted', sid: SID, row: null }, { actor: 'lab' });
  }, false);
  const comparison = compare(a, b);

  it('share what happened before they part', () => {
    expect(comparison.shared).toBe(b.findIndex(({ kind }) => kind === 'store.changed'));
  });

  it('differ in what one of them did, in the answer, and in who was asking', () => {
    expect(told(comparison)).toEqual([
      'only-b session 9f8e7d… evicted',
      'differs found (alice) (words: found (alice) | nothing)',
      'differs 200 OK (status: 200 | 401; user: alice | nobody)',
    ]);
    expect(comparison.counts).toMatchObject({ differs: 2, 'only-a': 0, 'only-b': 1 });
  });

  it('are told apart by how they end', () => {
    expect(comparison.atEnd).toEqual([
      { what: 'user', subject: 'Browser', a: 'alice (200)', b: 'out (401)' },
      { what: 'store', subject: 'Session store', a: '1 session (alice 9f8e7d…)', b: 'no rows' },
    ]);
  });

  it('line up their acts by title', () => {
    expect(comparison.sections.map(({ title, verdict }) => [title, verdict])).toEqual([
      ['Start', 'same'],
      ['Login', 'differs'],
      ['Profile', 'differs'],
    ]);
  });
});

describe('two runs that were recorded', () => {
  const [whole, killed] = [recorded('stateful'), recorded('killed')];

  it('are the same as themselves', () => {
    const same = compare(whole, whole);
    expect(same.shared).toBe(whole.length);
    expect(same.atEnd).toEqual([]);
    expect(told(same)).toEqual([]);
    expect(same.counts.same).toBe(diagram(whole).sections.flatMap(({ items }) => items).length);
  });

  it('show what a kill changed', () => {
    const comparison = compare(whole, killed);
    expect(told(comparison)).toContain('only-b Server killed (SIGKILL)');
    expect(comparison.counts.same).toBeGreaterThan(10);
    expect(rows(compare(killed, whole)).filter(({ verdict }) => verdict === 'only-a')).toHaveLength(
      comparison.counts['only-b'],
    );
  });

  it('have nothing to do with each other when one is empty', () => {
    expect(compare([], whole).counts).toMatchObject({ same: 0, differs: 0, 'only-a': 0 });
  });
});

describe('another server', () => {
  it('is a difference, not another message', () => {
    const run = (server: string): Trace => {
      const story = new Story().begin(BALANCED_CAST);
      return story.relayed(story.forwarded('/profile', server), server, 200, 'OK').events;
    };
    expect(told(compare(run('app'), run('app-2')))).toEqual([
      'differs round robin: GET /profile (server: Load balancer → Server 1 | Load balancer → Server 2)',
      'differs 200 OK (server: Server 1 → Load balancer | Server 2 → Load balancer)',
    ]);
  });
});

describe('any two traces', () => {
  it('have every item on one side or on both, once and in order', () => {
    fc.assert(
      fc.property(randomTrace, randomTrace, ({ trace: a }, { trace: b }) => {
        const comparison = compare(a, b);
        const seqs = (side: 'a' | 'b'): number[] => rows(comparison).flatMap((row) => row[side]?.seq ?? []);
        const drawn = (trace: Trace): number[] =>
          diagram(trace).sections.flatMap(({ items }) => items.map(({ seq }) => seq));
        expect(seqs('a')).toEqual(drawn(a));
        expect(seqs('b')).toEqual(drawn(b));
        for (const { verdict, differences } of rows(comparison)) {
          expect(differences.length > 0).toBe(verdict === 'differs');
        }
      }),
    );
  });

  it('are the same as a copy of themselves', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const copy = JSON.parse(JSON.stringify(trace)) as Trace;
        expect(told(compare(trace, copy))).toEqual([]);
      }),
    );
  });
});

describe('lining up', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

  it('pairs equal keys only, and leaves nothing out', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const pairs = align(a, b);
        expect(pairs.flatMap(([x]) => (x === null ? [] : [a[x]]))).toEqual(a);
        expect(pairs.flatMap(([, y]) => (y === null ? [] : [b[y]]))).toEqual(b);
        for (const [x, y] of pairs) if (x !== null && y !== null) expect(a[x]).toBe(b[y]);
      }),
    );
  });

  it('finds its way through lists that are too long for the best one', () => {
    const a = Array.from({ length: 3_000 }, (_, index) => `a${String(index % 700)}`);
    const b = a.flatMap((each, index) => (index % 10 === 3 ? [] : index % 17 === 5 ? ['new', each] : [each]));
    const pairs = align(['x', ...a], ['y', ...b]);
    const paired = pairs.filter(([x, y]) => x !== null && y !== null).length;
    expect(paired).toBeGreaterThan(2_500);
    expect(pairs.filter(([x]) => x !== null)).toHaveLength(a.length + 1);
  });
});
