import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagram, type Diagram, type Item } from '../../../src/projections/diagram';
import { GrowingDiagram } from '../../../src/projections/growing-diagram';
import { randomTrace } from './random-traces';
import { recorded } from './recorded';

const itemsOf = ({ sections }: Diagram): readonly Item[] => sections.flatMap(({ items }) => items);

describe('a diagram that grows', () => {
  it('is the diagram of each prefix, and leaves alone what it gave before', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        const growing = new GrowingDiagram();
        const given: Diagram[] = [];
        for (let length = 1; length <= trace.length; length += 1) given.push(growing.of(trace.slice(0, length)));
        given.forEach((each, index) => expect(each).toEqual(diagram(trace.slice(0, index + 1))));
      }),
      { numRuns: 30 },
    );
  });

  it('gives an item again as it is unless something happened to it', () => {
    const trace = recorded('stateful');
    const growing = new GrowingDiagram();
    let before: readonly Item[] = [];
    for (let length = 1; length <= trace.length; length += 1) {
      const now = itemsOf(growing.of(trace.slice(0, length)));
      // One event ends a bar, loses a message, or is evidence for one or two.
      expect(before.filter((item, index) => item !== now[index]).length).toBeLessThan(4);
      before = now;
    }
    expect(before.length).toBeGreaterThan(40);
  });

  it('is the diagram of whatever beginning is looked at next, and gives what did not change again as it is', () => {
    fc.assert(
      fc.property(randomTrace, fc.array(fc.nat(), { maxLength: 20 }), ({ trace }, looks) => {
        const growing = new GrowingDiagram();
        const given = new Map<string, Item>();
        for (const look of looks) {
          const prefix = trace.slice(0, look % (trace.length + 1));
          const now = growing.of(prefix);
          expect(now).toEqual(diagram(prefix));
          for (const item of itemsOf(now)) given.set(JSON.stringify(item), item);
          for (const item of itemsOf(growing.of(prefix))) expect(item).toBe(given.get(JSON.stringify(item)));
        }
      }),
      { numRuns: 50 },
    );
    const trace = recorded('stateful');
    const growing = new GrowingDiagram();
    const whole = new Set(itemsOf(growing.of(trace)));
    const back = itemsOf(growing.of(trace.slice(0, -10)));
    expect(back.filter((item) => !whole.has(item)).length).toBeLessThan(4);
  });

  it('begins anew with another trace', () => {
    const growing = new GrowingDiagram();
    growing.of(recorded('stateful'));
    expect(growing.of(recorded('stateless'))).toEqual(diagram(recorded('stateless')));
  });
});
