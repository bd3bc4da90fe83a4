import { describe, expect, it } from 'vitest';
import type { Setup } from '../../../../src/model';
import type { Way } from '../../../../src/model/charts-protocol';
import { measurePair } from '../../../../src/vscode/compare/measure-pair';
import { recorded } from '../../projections/recorded';

const MEMORY: Setup = { store: 'memory', nodes: 1 };
const PLAIN: Setup = { tokens: 'plain', algorithm: 'RS256', nodes: 1 };

async function measured(first: Setup, second: Setup, notes: readonly string[] = []) {
  const played: [string, Setup][] = [];
  const asked: (readonly Way[])[] = [];
  const told: string[] = [];
  const result = await measurePair(first, second, {
    play: (scenario, setup) => {
      played.push([scenario, setup]);
      return Promise.resolve({ trace: recorded('stateful'), notes });
    },
    time: (ways) => {
      asked.push(ways);
      return Promise.resolve(new Map<Way, number>([['RS256', 43]]));
    },
    tell: (done, total) => told.push(`${String(done)}/${String(total)}`),
  });
  return { played, asked, told, result };
}

describe('what is measured beside two runs', () => {
  it('plays each incident with servers that are deployed like theirs', async () => {
    const { played, told } = await measured(MEMORY, PLAIN);
    expect(played).toContainEqual(['truth-app-restarted', MEMORY]);
    expect(played).toContainEqual(['truth-second-node', { ...PLAIN, nodes: 2, balancing: 'round-robin' }]);
    expect(told).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6']);
  });

  it('times the two ways alone, and says nothing of one that was not timed', async () => {
    const { asked, result } = await measured(MEMORY, PLAIN);
    expect(asked).toEqual([['Memory', 'RS256']]);
    expect(result.authorize).toEqual({ first: null, second: 43 });
  });

  it('plays nothing that cannot happen', async () => {
    const { played, result } = await measured({ store: 'sqlite', nodes: 1 }, PLAIN);
    expect(played.filter(([scenario]) => scenario === 'truth-second-node')).toHaveLength(1);
    const row = result.incidents.find(({ title }) => title.startsWith('A second server'));
    expect(row?.first).toBeNull();
    expect(row?.second).not.toBeNull();
  });

  it('takes a run in which the incident could not happen for no measurement', async () => {
    const { result } = await measured(MEMORY, PLAIN, ['The failure could not strike.']);
    expect(result.incidents.map(({ first, second }) => [first, second])).toEqual(
      result.incidents.map(() => [null, null]),
    );
  });
});
