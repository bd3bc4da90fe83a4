import { describe, expect, it } from 'vitest';
import type { Trace, TraceEvent } from '../../../src/model';
import { verdictOf, verdictsBehind } from '../../../src/projections/inspection/verdicts';
import { recorded } from './recorded';

const RUNS = ['stateful', 'stateless', 'killed'] as const;
const answers = (trace: Trace): TraceEvent[] => trace.filter(({ kind }) => kind === 'response.started');

describe('a verdict', () => {
  it.each(RUNS)('names its input, its checks and what would turn it, in the %s run', (name) => {
    const verdicts = recorded(name).flatMap((event) => verdictOf(event) ?? []);
    expect(verdicts.length).toBeGreaterThan(2);
    for (const { accepted, checks, input, turn, title } of verdicts) {
      expect(input?.value, title).not.toBe('');
      expect(turn, title).toMatch(/\S/);
      expect(
        checks.some(({ outcome }) => outcome === 'failed'),
        title,
      ).toBe(!accepted);
      for (const check of checks) {
        if (check.outcome !== 'skipped') expect(check.actual, `${title}: ${check.id}`).toMatch(/\S/);
        if (check.outcome === 'failed') expect(check.expected, `${title}: ${check.id}`).toMatch(/\S/);
      }
    }
  });
});

describe('the verdicts behind an answer', () => {
  it.each(RUNS)('give the reason for every 401 and 403 of the %s run, the deciding one last', (name) => {
    const trace = recorded(name);
    const refused = answers(trace).filter(({ data }) => 'status' in data && [401, 403].includes(data.status));
    expect(refused.length).toBeGreaterThan(1);
    for (const answer of refused) {
      const behind = verdictsBehind(trace, answer);
      expect(behind.at(-1)?.verdict.accepted, `answer ${String(answer.seq)}`).toBe(false);
    }
  });

  it.each(RUNS)('let in whoever got a 200 in the %s run', (name) => {
    const trace = recorded(name);
    for (const answer of answers(trace).filter(({ data }) => 'status' in data && data.status === 200)) {
      expect(verdictsBehind(trace, answer).at(-1)?.verdict.accepted ?? true).toBe(true);
    }
  });

  it('are those of its own exchange alone, and none of what comes after', () => {
    const trace = recorded('stateful');
    for (const answer of answers(trace)) {
      for (const { event } of verdictsBehind(trace, answer)) {
        expect(event.exchange).toBe(answer.exchange);
        expect(event.seq).toBeLessThan(answer.seq);
      }
    }
  });
});
