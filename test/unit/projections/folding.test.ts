import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model';
import { diagram, type Item } from '../../../src/projections/diagram';
import { exchangesOf, folded, type FoldWishes } from '../../../src/projections/folding';
import { recorded } from './recorded';
import { randomTrace } from './random-traces';

const NOTHING = { exchanges: new Set<string>(), repeats: false, opened: new Set<number>() };

function fold(
  trace: Trace,
  wishes: Partial<FoldWishes>,
): { all: Item[]; shown: Item[]; result: ReturnType<typeof folded> } {
  const { actors, sections } = diagram(trace);
  const result = folded(sections, { ...NOTHING, lanes: actors.map(({ id }) => id), ...wishes });
  return {
    all: sections.flatMap(({ items }) => items),
    shown: result.sections.flatMap(({ items }) => items),
    result,
  };
}

const hiddenBy = (items: readonly Item[]): number[] =>
  items.flatMap((item) => (item.type === 'note' ? (item.hides ?? []) : []));

describe('a folded diagram', () => {
  it('is the diagram itself where nothing is to be folded', () => {
    const trace = recorded('stateful');
    expect(fold(trace, {}).result.sections).toEqual(diagram(trace).sections);
  });

  it('holds an exchange together from its first item to its last, the notes in it included', () => {
    const { shown, result } = fold(recorded('killed'), {});
    let inside = 0;
    for (const [index, item] of shown.entries()) {
      const exchange = item.type === 'message' ? item.exchange : undefined;
      const edge = result.edges.get(item.seq);
      if (exchange !== undefined) {
        expect(edge).toBeDefined();
        continue;
      }
      const of = (items: readonly Item[]): Set<string> =>
        new Set(
          items.flatMap((each) => (each.type === 'message' && each.exchange !== undefined ? [each.exchange] : [])),
        );
      const after = of(shown.slice(index));
      const around = [...of(shown.slice(0, index))].filter((each) => after.has(each));
      expect(edge, item.label).toBe(around.length > 0 ? 'middle' : undefined);
      inside += around.length;
    }
    expect(inside).toBeGreaterThan(0);
  });

  it('loses nothing: each item stands there or is counted by exactly one fold', () => {
    fc.assert(
      fc.property(randomTrace, fc.boolean(), fc.boolean(), ({ trace: events }, repeats, byHand) => {
        const { sections } = diagram(events);
        const exchanges = new Set(byHand ? exchangesOf(sections) : []);
        const { all, shown } = fold(events, { exchanges, repeats });
        const seqs = shown.flatMap((item) => (item.type === 'note' && item.hides ? item.hides : [item.seq]));
        expect(seqs).toEqual(all.map(({ seq }) => seq));
      }),
    );
  });

  it('keeps bars in pairs', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace: events }) => {
        const exchanges = new Set(exchangesOf(diagram(events).sections));
        const depth = (items: readonly Item[]): Map<string, number> => {
          const open = new Map<string, number>();
          for (const item of items) {
            if (item.type === 'note') continue;
            if (item.activates !== undefined) open.set(item.activates, (open.get(item.activates) ?? 0) + 1);
            if (item.deactivates !== undefined) open.set(item.deactivates, (open.get(item.deactivates) ?? 0) - 1);
          }
          return open;
        };
        const { all, shown } = fold(events, { exchanges });
        for (const [lane, count] of depth(shown))
          expect(count).toBeLessThanOrEqual(Math.max(depth(all).get(lane) ?? 0, 0));
      }),
    );
  });

  it('leaves the request and the last response of an exchange that is folded by hand', () => {
    const trace = recorded('stateful');
    const [exchange = ''] = exchangesOf(diagram(trace).sections).slice(-1);
    const { all, shown } = fold(trace, { exchanges: new Set([exchange]) });
    const own = all.filter((item) => item.type === 'message' && item.exchange === exchange);
    expect(hiddenBy(shown)).toEqual(own.slice(1, -1).map(({ seq }) => seq));
  });
});

describe('repeated steps', () => {
  it('are checks and look-ups that an earlier exchange made just so, and nothing that was refused', () => {
    const { all, shown } = fold(recorded('stateful'), { repeats: true });
    const hidden = new Set(hiddenBy(shown));
    expect(hidden.size).toBeGreaterThan(5);
    for (const item of all.filter(({ seq }) => hidden.has(seq))) {
      expect(item).toMatchObject({ type: 'message' });
      expect(['self', 'ask', 'answer']).toContain(item.type === 'message' && item.shape);
      expect(['plain', 'good']).toContain(item.tone);
      expect(all.some((other) => other.seq < item.seq && other.label === item.label)).toBe(true);
    }
  });

  it('stay open in the exchange that is under way', () => {
    const trace = recorded('stateful');
    for (let length = 20; length < trace.length; length += 7) {
      const { all, shown } = fold(trace.slice(0, length), { repeats: true });
      const newest = all.findLast((item) => item.type === 'message' && item.exchange !== undefined);
      const own = all.filter(
        (item) => item.type === 'message' && newest?.type === 'message' && item.exchange === newest.exchange,
      );
      expect(hiddenBy(shown).filter((seq) => own.some((item) => item.seq === seq))).toEqual([]);
    }
  });

  it('open one fold at a time', () => {
    const trace = recorded('stateful');
    const folds = (opened: Set<number>): number[] =>
      fold(trace, { repeats: true, opened }).shown.flatMap((item) =>
        item.type === 'note' && item.hides ? [item.seq] : [],
      );
    const [first = -1, ...rest] = folds(new Set());
    expect(rest.length).toBeGreaterThan(0);
    expect(folds(new Set([first]))).toEqual(rest);
  });
});
