import { describe, expect, it } from 'vitest';
import { faults, parseFault, readFaultValues } from '../../../src/content/faults';
import { faultCards } from '../../../src/content/fault-cards';
import { FAULT_KINDS, isEventKind, type Fault, type FaultParameter } from '../../../src/model';

describe('the failures', () => {
  it('stand in the order of their kinds, and every kind has some', () => {
    const kinds = faults.map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(FAULT_KINDS);
    expect(kinds).toEqual([...kinds].sort((one, other) => FAULT_KINDS.indexOf(one) - FAULT_KINDS.indexOf(other)));
  });

  it('have ids, titles and sentences of their own', () => {
    for (const member of ['id', 'title', 'teaches'] as const)
      expect(new Set(faults.map((fault) => fault[member])).size).toBe(faults.length);
  });

  it('are cards that survive a trip between processes', () => {
    expect(structuredClone(faultCards)).toEqual(faultCards);
    expect(faultCards.map(({ id }) => id)).toEqual(faults.map(({ id }) => id));
  });

  it.each(faults)('$id has a well-formed card', ({ id, parameters = [], at = [] }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(parameters.map((each) => each.id)).size).toBe(parameters.length);
    for (const kind of at) expect(isEventKind(kind)).toBe(true);
    for (const parameter of parameters) {
      expect(parameter.title).toMatch(/^[A-Z].*[^.!:]$/);
      if (parameter.type === 'number') expect(parameter.min).toBeLessThan(parameter.max);
      if (parameter.type === 'choice') {
        const ids = parameter.options.map((option) => option.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { title } of parameter.options) expect(title).toMatch(/^[a-zA-Z].*[^.!]$/);
      }
    }
  });
});

describe('the values of a failure', () => {
  const values = (fault: Fault, chosen: Record<string, string | number> = {}) => {
    const reader = readFaultValues(fault, chosen);
    if ('error' in reader) throw new Error(reader.error);
    return reader;
  };
  const parameters = faults.flatMap((fault) =>
    (fault.parameters ?? []).map((parameter) => ({ name: `${fault.id}:${parameter.id}`, fault, parameter })),
  );

  it.each(faults)('of $id are all given by default', (fault) => {
    const reader = values(fault);
    for (const { id, type, default: usual } of fault.parameters ?? [])
      expect(type === 'number' ? reader.number(id) : reader.text(id)).toBe(usual);
  });

  it.each(parameters)('$name takes what it offers', ({ fault, parameter }) => {
    for (const value of offered(parameter)) {
      const reader = values(fault, { [parameter.id]: value });
      expect(parameter.type === 'number' ? reader.number(parameter.id) : reader.text(parameter.id)).toBe(value);
    }
  });

  it.each(parameters)('$name refuses anything else in one sentence that names both', ({ fault, parameter }) => {
    for (const value of refused(parameter)) {
      const reader = readFaultValues(fault, { [parameter.id]: value });
      expect('error' in reader ? reader.error : `${value} was taken`).toMatch(
        new RegExp(`^"${parameter.id}" of "${fault.id}" [^!]*\\.$`),
      );
    }
  });

  it.each(faults)('of $id are no others than its own', (fault) => {
    for (const name of ['no-such-name', '__proto__x', 'toString'])
      expect(readFaultValues(fault, { [name]: 1 })).toHaveProperty('error', expect.stringContaining(`"${name}"`));
  });

  it('are asked for by a name that exists', () => {
    expect(() => values(faults[0]!).text('nothing')).toThrow('nothing');
  });
});

/** Values that a parameter must take: its edges, or all of them. */
function offered(parameter: FaultParameter): readonly (string | number)[] {
  switch (parameter.type) {
    case 'number':
      return [parameter.min, parameter.max, parameter.default];
    case 'choice':
      return parameter.options.map(({ id }) => id);
    case 'node':
      return ['app', 'app-2', 'app-12'];
    case 'text':
      return ['', '/profile', '/a=b'];
    default:
      return parameter satisfies never;
  }
}

function refused(parameter: FaultParameter): readonly (string | number)[] {
  switch (parameter.type) {
    case 'number':
      return [parameter.min - 1, parameter.max + 1, parameter.min + 0.5, Number.NaN, Infinity, 'many'];
    case 'choice':
      return ['', 'nothing-of-this', 'toString'];
    case 'node':
      return ['', 'store', 'app-0', 'App', 'app-2;'];
    case 'text':
      return ['/'.repeat(1_000)];
    default:
      return parameter satisfies never;
  }
}

describe('a failure as it is typed', () => {
  it.each([
    ['kill', { fault: 'kill', values: {} }],
    ['latency:delay=300,jitter=100', { fault: 'latency', values: { delay: 300, jitter: 100 } }],
    ['clock-skew: minutes = -5 , node = app-2', { fault: 'clock-skew', values: { minutes: -5, node: 'app-2' } }],
    ['latency:route=/a:b=c', { fault: 'latency', values: { route: '/a:b=c' } }],
    ['latency:route=', { fault: 'latency', values: { route: '' } }],
    ['latency:delay=1.5', { fault: 'latency', values: { delay: '1.5' } }],
  ])('"%s" is read', (text, read) => {
    expect(parseFault(text)).toEqual(read);
  });

  it.each(['', ':delay=3', 'latency:', 'latency:delay', 'latency:=3', 'latency:a=1,,b=2', 'latency:a=1,a=2'])(
    '"%s" is refused in one sentence',
    (text) => {
      expect(parseFault(text)).toHaveProperty('error', expect.stringMatching(/^".*\.$/));
    },
  );

  it('comes back from its own text, whatever the defaults are', () => {
    for (const fault of faults) {
      const usual = (fault.parameters ?? []).map(({ id, default: value }) => [id, value] as const);
      if (usual.length === 0) continue;
      const text = `${fault.id}:${usual.map(([id, value]) => `${id}=${value}`).join(',')}`;
      expect(parseFault(text)).toEqual({ fault: fault.id, values: Object.fromEntries(usual) });
    }
  });
});
