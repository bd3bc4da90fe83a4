import { describe, expect, it } from 'vitest';
import type { Setup, SigningAlgorithm, TraceEvent } from '../../src/model';
import { ATTACKS } from '../../src/model/attacks';
import { at, playThrough } from './lab-run';

/** What a server answers a thief who comes with a forged token: at /profile, then at /admin. */
type Answers = readonly number[];

/** On the naive server and on the careful one. The thief sends nothing where it found no way to forge. */
const expected: Record<string, { algorithm: SigningAlgorithm; naive: Answers; careful: Answers }> = {
  none: { algorithm: 'RS256', naive: [200, 200], careful: [401, 401] },
  // The library that only decodes wants both dots; the code that splits by itself does not count them.
  'stripped-signature': { algorithm: 'RS256', naive: [401, 200], careful: [401, 401] },
  'empty-signature': { algorithm: 'HS256', naive: [200, 200], careful: [401, 401] },
  'rs-to-hs': { algorithm: 'RS256', naive: [200, 200], careful: [401, 401] },
  'embedded-jwk': { algorithm: 'ES256', naive: [200, 200], careful: [401, 401] },
  'jku-to-oneself': { algorithm: 'RS256', naive: [200, 200], careful: [401, 401] },
  'x5u-to-oneself': { algorithm: 'RS256', naive: [200, 200], careful: [401, 401] },
  'kid-path': { algorithm: 'HS256', naive: [200, 200], careful: [401, 401] },
  'kid-sql': { algorithm: 'HS256', naive: [200, 200], careful: [401, 401] },
  'weak-secret': { algorithm: 'HS256', naive: [200, 200], careful: [] },
  // Where a signature is looked at, even the naive server sees that it is not that of the edited token.
  'edited-claims': { algorithm: 'HS256', naive: [200, 401], careful: [401, 401] },
};

it('is tried with every attack', () => {
  expect(Object.keys(expected).sort()).toEqual(ATTACKS.map(({ id }) => id).sort());
});

describe.each(Object.entries(expected))('the attack %s', (attack, { algorithm, naive, careful }) => {
  it('lets the thief in where the token is asked how it wants to be verified', async () => {
    const trace = await attacked(attack, { tokens: 'naive', algorithm });
    expect(answersToThief(trace)).toEqual(naive);
  });

  it('ends at a server that decides for itself', async () => {
    const trace = await attacked(attack, { tokens: 'plain', algorithm });
    expect(answersToThief(trace)).toEqual(careful);
    const refused = trace.filter(({ kind }) => kind === 'token.rejected');
    expect(refused.length).toBeGreaterThanOrEqual(careful.length);
  });
});

describe('the naive server', () => {
  it('takes keys from where the token points, and it is told', async () => {
    const taken = async (attack: string, algorithm: SigningAlgorithm): Promise<unknown> =>
      (await attacked(attack, { tokens: 'naive', algorithm })).flatMap((event) =>
        event.kind === 'key.taken' ? [[event.data.from, event.data.key !== null]] : [],
      );
    expect(await taken('jku-to-oneself', 'RS256')).toEqual([['address', true]]);
    expect(await taken('x5u-to-oneself', 'RS256')).toEqual([['address', true]]);
    expect(await taken('kid-sql', 'HS256')).toEqual([['table', true]]);
    expect(await taken('kid-path', 'HS256')).toEqual([
      ['table', false],
      ['file', true],
    ]);
  });

  it('gives the same account of the same attack twice', async () => {
    const twice = await Promise.all(
      [1, 2].map(() => attacked('jku-to-oneself', { tokens: 'naive', algorithm: 'ES256' })),
    );
    expect(twice[0]).toEqual(twice[1]);
  });
});

function attacked(attack: string, setup: Setup): Promise<readonly TraceEvent[]> {
  const inject = [{ fault: 'attack-token', at: at('storage.written#1'), values: { attack } }];
  return playThrough('stateless', { setup, inject });
}

function answersToThief(trace: readonly TraceEvent[]): number[] {
  const begin = trace.findIndex(({ kind }) => kind === 'token.forged');
  const end = trace.findIndex(({ kind }, index) => kind === 'act.resumed' && index > begin);
  expect(begin).toBeGreaterThan(0);
  return trace
    .slice(begin, end)
    .flatMap((event) => (event.kind === 'response.received' && event.actor === 'thief' ? [event.data.status] : []));
}
