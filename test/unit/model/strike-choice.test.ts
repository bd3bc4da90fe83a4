import { describe, expect, it } from 'vitest';
import { intervention } from '../../../src/model/arming';
import type { FaultCard, FaultParameter } from '../../../src/model';
import { askedParameters, defaultText, readValue } from '../../../src/model/fault-values';
import { EVENT_KINDS } from '../../../src/model/kinds';
import { occasionGroups } from '../../../src/model/occasions';
import { asksHowOften, asksRoute, interventionFor, readFrequency } from '../../../src/model/strike-choice';

const delay: FaultParameter = {
  id: 'ms',
  title: 'Delay',
  type: 'number',
  unit: 'ms',
  min: 1,
  max: 60_000,
  default: 200,
};
const often: FaultParameter = {
  ...{ id: 'frequency', title: 'How often', type: 'choice', default: 'always' },
  options: [
    { id: 'always', title: 'Always' },
    { id: 'first', title: 'The first few times' },
  ],
};
const times: FaultParameter = {
  ...{ id: 'times', title: 'Times', type: 'number', unit: '', min: 1, max: 10, default: 3 },
  onlyWith: { id: 'frequency', value: 'first' },
};
const node: FaultParameter = { id: 'node', title: 'Server', type: 'node', default: 'app' };
const path: FaultParameter = { id: 'route', title: 'Path', type: 'text', default: '', hint: '' };

function fault(...parameters: FaultParameter[]): FaultCard {
  return { id: 'slow', kind: 'network', title: 'Slow', teaches: '', target: 'browser', parameters, at: [] };
}

describe('a value of a form', () => {
  it.each([
    [delay, '300', { value: 300 }],
    [delay, ' 1 ', { value: 1 }],
    [often, 'first', { value: 'first' }],
    [node, 'app-2', { value: 'app-2' }],
    [path, '/profile', { value: '/profile' }],
  ] as const)('%o takes "%s"', (parameter, text, read) => {
    expect(readValue(parameter, text, ['app', 'app-2'])).toEqual(read);
  });

  it.each([
    [delay, '', 'Delay: a whole number from 1 to 60,000 ms.'],
    [delay, 'soon', 'Delay: a whole number from 1 to 60,000 ms.'],
    [delay, '0', 'Delay: a whole number from 1 to 60,000 ms.'],
    [delay, '1.5', 'Delay: a whole number from 1 to 60,000 ms.'],
    [delay, '60001', 'Delay: a whole number from 1 to 60,000 ms.'],
    [delay, 'Infinity', 'Delay: a whole number from 1 to 60,000 ms.'],
    [often, 'never', 'How often: one of Always, The first few times.'],
    [node, 'app-9', 'Server: this run has no such server.'],
    [path, '/'.repeat(201), 'Path: 200 characters at most.'],
  ] as const)('%o refuses "%s" with a sentence', (parameter, text, error) => {
    expect(readValue(parameter, text, ['app', 'app-2'])).toEqual({ error });
  });

  it('begins with a server that is there', () => {
    expect(defaultText({ ...node, default: 'app-3' }, ['app', 'app-2'])).toBe('app');
    expect(defaultText(node, ['app'])).toBe('app');
  });

  it('is asked for only where it matters', () => {
    expect(askedParameters([often, times], {})).toEqual([often]);
    expect(askedParameters([often, times], { frequency: 'first' })).toEqual([often, times]);
    expect(askedParameters([node, delay], {}, ['app'])).toEqual([delay]);
    expect(askedParameters([node, delay], {}, ['app-2'])).toEqual([node, delay]);
    expect(askedParameters([node, delay], {}, ['app', 'app-2'])).toEqual([node, delay]);
  });
});

describe('what is asked of the run', () => {
  it('holds what was changed and nothing else', () => {
    const choice = { fault: fault(delay, often, times), frequency: { how: 'once' } } as const;
    expect(interventionFor({ ...choice, values: { ms: 200, frequency: 'always', times: 9 }, when: 'now' })).toEqual({
      type: 'inject',
      fault: 'slow',
    });
    expect(
      interventionFor({ ...choice, values: { ms: 5, frequency: 'first', times: 9 }, when: { kind: 'store.asked' } }),
    ).toEqual({
      type: 'arm',
      fault: 'slow',
      values: { ms: 5, frequency: 'first', times: 9 },
      at: { kind: 'store.asked' },
      frequency: { how: 'once' },
    });
  });

  it('always has the shape that the lab reads', () => {
    for (const when of ['now', { kind: 'store.asked', route: '/profile' }] as const) {
      const what = interventionFor({
        fault: fault(delay),
        values: { ms: 5 },
        when,
        frequency: { how: 'chance', p: 0.5 },
      });
      expect(intervention.safeParse(what).success).toBe(true);
    }
  });

  it('asks how often and where only for what waits and does not say so itself', () => {
    const next = { kind: 'request.sent' } as const;
    expect([asksHowOften(fault(), 'now'), asksRoute(fault(), 'now')]).toEqual([false, false]);
    expect([asksHowOften(fault(), next), asksRoute(fault(), next)]).toEqual([true, true]);
    expect([asksHowOften(fault(often), next), asksRoute(fault(path), next)]).toEqual([false, false]);
  });
});

describe('how often', () => {
  it.each([
    ['once', '', { how: 'once' }],
    ['always', 'ignored', { how: 'always' }],
    ['first', '3', { how: 'first', n: 3 }],
    ['chance', '50', { how: 'chance', p: 0.5 }],
    ['chance', '0', { how: 'chance', p: 0 }],
  ] as const)('%s %s', (how, number, frequency) => {
    expect(readFrequency(how, number)).toEqual({ frequency });
  });

  it.each([
    ['first', ''],
    ['first', '0'],
    ['first', '2.5'],
    ['first', '1001'],
    ['chance', '101'],
    ['chance', '-1'],
    ['chance', ''],
    ['chance', 'often'],
  ] as const)('%s "%s" is refused', (how, number) => {
    expect(readFrequency(how, number)).toHaveProperty('error');
  });
});

it('offers every kind of event but those of the run and of failures themselves, each once', () => {
  const offered = occasionGroups().flatMap(({ occasions }) => occasions.map(({ kind }) => kind));
  const wanted = Object.keys(EVENT_KINDS).filter((kind) => !/^(run|fault|clock)\./.test(kind));
  expect([...offered].sort()).toEqual(wanted.sort());
});
